pragma ComponentBehavior: Bound
import QtQuick

// Larger text, contrast, read aloud, help: the same place on every kiosk page.
// `model`: rows with key, icon, text and is_on (act fill and a check). Emits `chosen(key)`. Height 152 portrait, 128 landscape.
Rectangle {
    id: bar

    required property var model
    property int count: 4
    readonly property real cell: (width - Theme.px(88)) / count

    signal chosen(string key)

    implicitHeight: Theme.px(128)
    color: Theme.sunken

    Rectangle {
        anchors.top: parent.top
        width: parent.width
        height: Theme.hairWidth
        color: Theme.hair
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.top
        anchors.topMargin: Theme.hairWidth
        anchors.bottom: parent.bottom

        Repeater {
            model: bar.model
            delegate: Item {
                id: access

                required property int index
                required property string key
                required property string icon
                required property string text
                required property bool is_on
                readonly property color paint: is_on || press.pressed ? Theme.actInk : Theme.ink

                width: bar.cell
                height: parent.height
                activeFocusOnTab: true
                Accessible.role: Accessible.CheckBox
                Accessible.name: text
                Accessible.checked: is_on
                Accessible.onPressAction: bar.chosen(key)
                Keys.onSpacePressed: bar.chosen(key)
                Keys.onReturnPressed: bar.chosen(key)

                Rectangle {
                    visible: access.index > 0
                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.hairWidth
                    height: parent.height * 0.43
                    color: Theme.hair
                }
                Rectangle {
                    id: fill
                    anchors.fill: parent
                    anchors.margins: Theme.px(10)
                    radius: Theme.radius
                    visible: access.is_on || press.pressed
                    color: press.pressed ? Theme.actPress : Theme.act
                }
                FocusRing {
                    anchors.fill: fill
                    visible: access.activeFocus
                }
                Row {
                    anchors.centerIn: parent
                    // A wrapped text is narrower than its box; centre what is seen.
                    anchors.horizontalCenterOffset: (words.width - words.contentWidth) / 2
                    spacing: Theme.px(20)

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: access.is_on ? "ui-check" : access.icon
                        size: Theme.px(52)
                        color: access.paint
                    }
                    FitText {
                        id: words
                        anchors.verticalCenter: parent.verticalCenter
                        width: Math.min(natural, bar.cell - Theme.px(100))
                        full: access.text
                        horizontalAlignment: Text.AlignLeft
                        px: Theme.largerText ? 27 : 30
                        color: access.paint
                    }
                }
                MouseArea {
                    id: press
                    anchors.fill: parent
                    onClicked: bar.chosen(access.key)
                }
            }
        }
    }
}
