pragma ComponentBehavior: Bound
import QtQuick

// Languages by their own names along the bottom, for a page where nothing else says which one is spoken.
// `model`: key, text, is_chosen. `columns`: how many stand side by side. Emits `chosen(key)`.
Rectangle {
    id: bar

    required property var model
    property int columns: 7
    readonly property int rows: Math.ceil(model.count / columns)
    readonly property real pitch: (width - Theme.px(88)) / columns
    readonly property real rowHeight: Math.max(Theme.px(88), Theme.touch)

    signal chosen(string key)

    implicitHeight: rows * rowHeight + Theme.px(24)
    color: Theme.sunken

    Rectangle {
        width: parent.width
        height: Theme.hairWidth
        color: Theme.hair
    }
    Grid {
        anchors.centerIn: parent
        columns: bar.columns

        Repeater {
            model: bar.model
            delegate: Item {
                id: language

                required property string key
                required property string text
                required property bool is_chosen

                width: bar.pitch
                height: bar.rowHeight
                activeFocusOnTab: true
                Accessible.role: Accessible.RadioButton
                Accessible.name: text
                Accessible.checked: is_chosen
                Accessible.onPressAction: bar.chosen(key)
                Keys.onSpacePressed: bar.chosen(key)
                Keys.onReturnPressed: bar.chosen(key)

                Rectangle {
                    id: fill
                    anchors.fill: parent
                    anchors.margins: Theme.px(6)
                    radius: Theme.radius
                    color: press.pressed ? Theme.actPress : language.is_chosen ? Theme.act : "transparent"
                }
                FocusRing {
                    anchors.fill: fill
                    visible: language.activeFocus
                }
                TextBlock {
                    anchors.centerIn: parent
                    text: language.text
                    px: 32
                    bold: language.is_chosen
                    color: language.is_chosen || press.pressed ? Theme.actInk : Theme.ink
                }
                MouseArea {
                    id: press
                    anchors.fill: parent
                    onClicked: bar.chosen(language.key)
                }
            }
        }
    }
}
