pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Languages are stops on the line; the line leads to the number.
Item {
    id: page

    required property var view
    required property var touch
    readonly property var frame: view.frame
    readonly property var grid: view.grid
    readonly property bool portrait: frame.is_portrait
    readonly property real lowest: height - Theme.px(portrait ? 56 : 24)
    readonly property real listTop: portrait ? Theme.px(456) : Theme.px(40)
    readonly property real listRoom: (portrait ? take.y - Theme.px(24) : take.y + take.height / 2 - Theme.px(56)) - listTop
    readonly property real pitch: Math.min(Theme.px(portrait ? 140 : 124), listRoom / Math.max(4, grid.rows))
    readonly property real listX: portrait ? frame.margin : Theme.px(904)
    readonly property real listWidth: width - listX - frame.margin

    ClinicLine {
        view: page.view
        touch: page.touch
        anchors.left: parent.left
        anchors.leftMargin: page.frame.margin
        y: Theme.px(54)
        width: page.portrait ? page.width - 2 * page.frame.margin : page.listX - page.frame.margin - Theme.px(56)
    }
    FitText {
        id: title
        anchors.left: parent.left
        anchors.leftMargin: page.frame.margin
        y: Theme.px(page.portrait ? 152 : 190)
        width: page.portrait ? page.width - 2 * page.frame.margin : page.listX - page.frame.margin - Theme.px(56)
        full: page.view.welcome.title
        px: Theme.largerText ? 100 : 124
        lines: 1
        bold: true
        horizontalAlignment: Text.AlignLeft
    }
    FitText {
        anchors.left: title.left
        y: title.y + title.height - Theme.px(4)
        width: title.width
        full: page.view.welcome.subtitle
        px: Theme.largerText ? 35 : 42
        lines: page.portrait ? 2 : 3
        color: Theme.ink2
        horizontalAlignment: Text.AlignLeft
    }

    // The line: in from the edge, through the languages, into the button.
    RailBend {
        id: bend
        visible: page.portrait
        anchors.left: parent.left
        y: Theme.px(421)
        width: page.frame.margin + Theme.px(36 + 8)
        height: page.listTop + page.pitch / 2 - y
    }
    Rectangle {
        visible: !page.portrait
        anchors.left: list.left
        anchors.leftMargin: Theme.px(28)
        width: Theme.px(16)
        height: page.listTop + page.pitch / 2
        color: Theme.act
    }
    Rectangle {
        visible: page.portrait
        anchors.left: list.left
        anchors.leftMargin: Theme.px(28)
        y: list.y + list.height
        width: Theme.px(16)
        height: take.y - y + Theme.radius
        color: Theme.act
    }
    RailTurn {
        visible: !page.portrait
        anchors.left: take.right
        anchors.right: list.left
        anchors.leftMargin: -Theme.radius
        anchors.rightMargin: -Theme.px(44)
        y: list.y + page.grid.rows * page.pitch - 1
        height: take.y + take.height / 2 - y + Theme.px(8)
    }
    Grid {
        id: list
        anchors.left: parent.left
        anchors.leftMargin: page.listX
        y: page.listTop
        flow: Grid.TopToBottom
        rows: page.grid.rows
        columns: page.grid.columns
        columnSpacing: Theme.px(28)

        Repeater {
            model: page.view.welcome.languages
            delegate: LanguageRow {
                required property string key
                required property int index
                required chosen

                objectName: "language_" + key
                width: (page.listWidth - (page.grid.columns - 1) * Theme.px(28)) / page.grid.columns
                height: page.pitch
                first: index % page.grid.rows === 0
                last: (index + 1) % page.grid.rows === 0
                onTouched: page.touch.choose_language(key)
            }
        }
    }
    BigButton {
        id: take
        objectName: "take_number"
        anchors.left: parent.left
        anchors.leftMargin: page.frame.margin
        width: page.portrait ? page.width - 2 * page.frame.margin : page.listX - page.frame.margin - Theme.px(56)
        height: page.frame.main_button_height
        y: page.lowest - height
        text: page.view.welcome.take
        icon: "ui-number"
        px: page.portrait ? 66 : 58
        onTouched: page.touch.take_number()
    }
}
