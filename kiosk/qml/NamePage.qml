pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// A name, letter by letter, on the kiosk's own keys. Letters that do not fit are behind the key for more.
AskingPage {
    id: page

    readonly property var entry: page.view.entry
    readonly property var grid: page.view.grid
    readonly property bool portrait: page.frame.is_portrait
    readonly property real rowHeight: Math.max(Theme.px(104), page.frame.target)
    readonly property real room: page.bodyHeight - rowHeight - page.frame.gap - (portrait ? done.height + page.frame.gap : 0)
    readonly property int used: Math.ceil((entry.letters.count + 2 + (entry.other_letters === "" ? 0 : 2) + (entry.more === "" ? 0 : 1)) / grid.columns)
    readonly property real keyHeight: Math.min(Theme.px(130), (room - (used - 1) * page.frame.gap) / used)
    readonly property real keyWidth: (page.width - 2 * page.frame.margin - (grid.columns - 1) * page.frame.gap) / grid.columns

    Rectangle {
        id: field
        anchors.left: parent.left
        anchors.right: backspace.left
        anchors.rightMargin: page.frame.gap
        height: page.rowHeight
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.mainEdgeWidth
        border.color: Theme.act

        FitText {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.px(28)
            anchors.verticalCenter: parent.verticalCenter
            visible: page.entry.text === ""
            full: page.entry.prompt
            px: 32
            color: Theme.ink2
            horizontalAlignment: Text.AlignLeft
        }
        TextBlock {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.px(28)
            anchors.verticalCenter: parent.verticalCenter
            text: page.entry.text
            px: Theme.largerText ? 42 : 50
            bold: true
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.px(27)
            horizontalAlignment: Text.AlignLeft
        }
    }
    LetterKey {
        id: backspace
        objectName: "key_backspace"
        anchors.right: page.portrait ? parent.right : done.left
        anchors.rightMargin: page.portrait ? 0 : page.frame.gap
        width: Math.max(Theme.px(210), page.frame.target)
        height: page.rowHeight
        text: page.entry.backspace
        icon: "ui-backspace"
        small: true
        onTouched: page.touch.erase()
    }
    BigButton {
        id: done
        objectName: "entry_done"
        anchors.right: parent.right
        y: page.portrait ? page.bodyHeight - height : 0
        width: page.portrait ? Theme.px(720) : Theme.px(500)
        height: page.portrait ? Math.max(Theme.px(112), page.frame.target) : page.rowHeight
        text: page.entry.done
        px: page.portrait ? 44 : 38
        busy: page.entry.is_busy
        onTouched: page.touch.finish_entry()
    }
    Flow {
        anchors.left: parent.left
        anchors.top: field.bottom
        anchors.topMargin: page.frame.gap
        width: parent.width + 1
        spacing: page.frame.gap

        Repeater {
            model: page.entry.letters
            delegate: LetterKey {
                required property string key
                width: page.keyWidth
                height: page.keyHeight
                locked: page.entry.is_full
                onTouched: page.touch.type_key(key)
            }
        }
        LetterKey {
            objectName: "key_more"
            visible: page.entry.more !== ""
            width: page.keyWidth
            height: page.keyHeight
            text: "…"
            spoken: page.entry.more
            onTouched: page.touch.show_more()
        }
        LetterKey {
            visible: page.entry.other_letters !== ""
            width: page.keyWidth * 2 + page.frame.gap
            height: page.keyHeight
            text: page.entry.other_letters
            small: true
            onTouched: page.touch.switch_letters()
        }
        LetterKey {
            objectName: "key_space"
            width: page.keyWidth * 2 + page.frame.gap
            height: page.keyHeight
            text: page.entry.space
            small: true
            onTouched: page.touch.type_key(" ")
        }
    }
}
