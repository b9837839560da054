import QtQuick
import Clinic

// A phone number, or the staff's PIN, on the keypad.
AskingPage {
    id: page

    property string prompt: ""
    property string written: ""
    property string done: ""
    property bool full: false
    property bool busy: false
    readonly property bool portrait: frame.is_portrait

    Column {
        id: words
        anchors.left: parent.left
        width: page.portrait ? parent.width : parent.width * 0.5 - Theme.px(32)
        spacing: Theme.px(28)

        Rectangle {
            width: parent.width
            height: Theme.px(136)
            radius: Theme.radius
            color: Theme.surface
            border.width: Theme.mainEdgeWidth
            border.color: Theme.act

            TextBlock {
                anchors.left: parent.left
                anchors.leftMargin: Theme.px(36)
                anchors.verticalCenter: parent.verticalCenter
                text: page.written
                px: Theme.largerText ? 52 : 64
                bold: true
                horizontalAlignment: Text.AlignLeft
            }
        }
        FitText {
            width: parent.width
            full: page.prompt
            px: 36
            lines: 3
            color: Theme.ink2
            horizontalAlignment: Text.AlignLeft
        }
        BigButton {
            objectName: "entry_done"
            visible: page.done !== "" && !page.portrait
            width: parent.width
            height: Math.max(Theme.px(136), page.frame.target)
            text: page.done
            px: 44
            busy: page.busy
            onTouched: page.touch.finish_entry()
        }
    }
    Keypad {
        id: pad
        anchors.right: page.portrait ? undefined : parent.right
        anchors.horizontalCenter: page.portrait ? parent.horizontalCenter : undefined
        y: page.portrait ? words.height + Theme.px(48) : 0
        key: Math.min((page.bodyHeight - y - 3 * Theme.touchGap - (page.portrait ? Theme.px(200) : 0)) / 4, Math.max(Theme.px(150), 24 * Theme.pxPerMm))
        backspaceWord: page.view.entry.backspace
        full: page.full
        onDigit: number => page.touch.type_key(number)
        onBackspace: page.touch.erase()
    }
    BigButton {
        objectName: "entry_done_below"
        visible: page.done !== "" && page.portrait
        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(Theme.px(148), page.frame.target)
        text: page.done
        px: 50
        busy: page.busy
        onTouched: page.touch.finish_entry()
    }
}
