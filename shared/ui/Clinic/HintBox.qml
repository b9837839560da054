pragma ComponentBehavior: Bound
import QtQuick

// What staff should know before they go on: warm tint, a bold line, a sentence, and words to press.
// `kind`: "warn" or "quiet" (sunken). `actions`: a list of {key, text}. Emits `chosen(key)`.
Rectangle {
    id: box

    required property string title
    property string text: ""
    property string icon: ""
    property string kind: "warn"
    property var actions: []

    signal chosen(string key)

    implicitHeight: words.height + 14
    radius: 4
    color: kind === "warn" ? Theme.warnTint : Theme.sunken
    border.width: Theme.highContrast ? 2 : 0
    border.color: Theme.edge
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title + " " + text

    Icon {
        id: sign
        visible: box.icon !== ""
        anchors.left: parent.left
        anchors.leftMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        name: box.icon
        size: 20
        color: box.kind === "warn" ? Theme.warn : Theme.ink2
    }
    Column {
        id: words
        anchors.left: sign.visible ? sign.right : parent.left
        anchors.leftMargin: 12
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter

        TextBlock {
            visible: box.title !== ""
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
            text: box.title
            px: 14
            bold: true
        }
        Flow {
            width: parent.width
            spacing: 10

            TextBlock {
                visible: box.text !== ""
                width: Math.min(implicitWidth, parent.width)
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                text: box.text
                px: 14
            }
            Repeater {
                model: box.actions
                delegate: TextBlock {
                    id: action

                    required property var modelData
                    readonly property string key: modelData.key
                    text: modelData.text
                    px: 14
                    bold: true
                    color: Theme.act
                    font.underline: true
                    activeFocusOnTab: true
                    Accessible.role: Accessible.Button
                    Accessible.onPressAction: box.chosen(key)
                    Keys.onReturnPressed: box.chosen(key)
                    Keys.onSpacePressed: box.chosen(key)

                    FocusRing {
                        anchors.margins: -3
                        visible: action.activeFocus
                        around: 2
                    }
                    MouseArea {
                        anchors.fill: parent
                        cursorShape: Qt.PointingHandCursor
                        onClicked: box.chosen(action.key)
                    }
                }
            }
        }
    }
}
