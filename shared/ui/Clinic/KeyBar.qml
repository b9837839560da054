pragma ComponentBehavior: Bound
import QtQuick

// The keys of this page along the bottom, and whether the desk is live. `model`: rows with key, text and is_able.
// `status` in words, `kind` "live", "waiting" or "lost". Emits `chosen(key)`: the keys can be clicked too.
Rectangle {
    id: bar

    required property var model
    property string status: ""
    property string kind: "live"

    signal chosen(string key)

    implicitHeight: 34
    color: Theme.sunken

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.hair
    }
    Row {
        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        spacing: 22

        Repeater {
            model: bar.model
            delegate: Item {
                id: entry

                required property string key
                required property string text
                required property bool is_able

                implicitWidth: hint.implicitWidth
                implicitHeight: 34
                Accessible.role: Accessible.Button
                Accessible.name: key + " " + text
                Accessible.onPressAction: bar.chosen(key)

                KeyHint {
                    id: hint
                    anchors.verticalCenter: parent.verticalCenter
                    key: entry.key
                    text: entry.text
                    color: entry.is_able ? Theme.ink : Theme.ink2
                }
                MouseArea {
                    anchors.fill: parent
                    enabled: entry.is_able
                    onClicked: bar.chosen(entry.key)
                }
            }
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8

        Disc {
            visible: bar.kind === "live"
            anchors.verticalCenter: parent.verticalCenter
            size: 10
            color: Theme.good
        }
        Icon {
            visible: bar.kind !== "live"
            anchors.verticalCenter: parent.verticalCenter
            name: "ui-link-off"
            size: 18
            color: bar.kind === "lost" ? Theme.bad : Theme.warn
        }
        TextBlock {
            anchors.verticalCenter: parent.verticalCenter
            text: bar.status
            px: 13
            bold: bar.kind !== "live"
            color: bar.kind === "live" ? Theme.ink2 : Theme.ink
        }
    }
}
