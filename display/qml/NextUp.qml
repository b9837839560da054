pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Who is next, by label: a column beside the board, or one row below it. `isClose`: less height is left.
Rectangle {
    id: panel

    required property string title
    required property string note
    required property var people
    property bool isRow: false
    property bool isClose: false

    readonly property int step: Theme.px(isClose ? 98 : 108)
    readonly property int fitting: isRow ? 4 : Math.min(6, Math.floor((height - list.y - (words.visible ? words.height + Theme.px(32) : 0)) / step))

    color: Theme.surface

    TextBlock {
        id: heading
        anchors.left: parent.left
        anchors.leftMargin: panel.isRow ? Theme.space10 : Theme.px(56)
        anchors.top: parent.top
        anchors.topMargin: Theme.px(18)
        text: panel.title
        px: 38
        color: Theme.ink2
    }
    Flow {
        id: list
        anchors.left: parent.left
        anchors.leftMargin: panel.isRow ? Theme.space10 : Theme.px(56)
        anchors.right: parent.right
        anchors.rightMargin: Theme.space10
        y: Theme.px(72)

        Repeater {
            model: panel.people
            delegate: Item {
                id: person

                required property int index
                required property string label
                required property string icon
                required property string tone

                width: panel.isRow ? list.width / 4 : list.width
                height: panel.step
                visible: index < panel.fitting

                Rectangle {
                    visible: !panel.isRow
                    width: parent.width
                    height: Theme.hairWidth
                    color: Theme.hair
                }
                Plate {
                    id: plate
                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    size: Theme.px(panel.isRow ? 48 : 60)
                    icon: person.icon
                    tone: person.tone
                }
                TextMetrics {
                    id: measure
                    text: person.label
                    font.bold: true
                    font.pixelSize: 100
                }
                TicketNumber {
                    anchors.left: plate.right
                    anchors.leftMargin: Theme.px(panel.isRow ? 12 : 33)
                    anchors.verticalCenter: parent.verticalCenter
                    label: person.label
                    px: Math.min(panel.isRow ? 42 : 62, (parent.width - plate.width - Theme.px(panel.isRow ? 26 : 33)) / Math.max(1, measure.width * 0.95) * 100 / Theme.unit)
                }
            }
        }
        Rectangle {
            visible: !panel.isRow && !panel.isClose && panel.people.count > 0
            width: parent.width
            height: Theme.hairWidth
            color: Theme.hair
        }
        Item {
            visible: !panel.isRow && words.text !== ""
            width: parent.width
            height: Theme.space5
        }
        FitText {
            id: words
            visible: panel.note !== "" && (!panel.isRow || panel.people.count === 0)
            width: list.width
            full: panel.note
            px: 34
            lines: panel.isRow ? 1 : 3
            color: Theme.ink2
            horizontalAlignment: Text.AlignLeft
        }
    }
    FitText {
        anchors.right: parent.right
        anchors.rightMargin: Theme.space10
        anchors.left: heading.right
        anchors.leftMargin: Theme.space8
        y: Math.round(heading.y + (heading.em - em) * 1.069)
        visible: panel.isRow && panel.people.count > 0
        full: panel.note
        px: 30
        lines: 1
        color: Theme.ink2
        horizontalAlignment: Text.AlignRight
    }
}
