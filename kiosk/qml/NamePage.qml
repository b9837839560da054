pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// A name, letter by letter, on the kiosk's own keys. They are as many as fit; the others are on the next page of keys.
AskingPage {
    id: page

    readonly property var entry: page.view.entry
    readonly property real step: page.frame.target + page.frame.gap
    readonly property real fieldHeight: Math.max(Theme.px(96), Theme.font(50) * 1.6)
    readonly property int columns: Math.max(1, Math.floor((page.width - 2 * page.frame.margin + page.frame.gap) / step))
    readonly property int rows: Math.ceil((entry.letters.count + 6) / columns)
    readonly property real keyRoom: page.bodyHeight - fieldHeight - Math.max(Theme.px(112), page.frame.target) - 2 * page.frame.gap
    readonly property real keyHeight: Math.max(page.frame.target, Math.min(Theme.px(130), keyRoom / rows - page.frame.gap))
    readonly property real keyWidth: (page.width - 2 * page.frame.margin - (columns - 1) * page.frame.gap) / columns

    Rectangle {
        id: field
        width: parent.width
        height: page.fieldHeight
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.mainEdgeWidth
        border.color: Theme.act

        TextBlock {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.px(28)
            anchors.verticalCenter: parent.verticalCenter
            text: page.entry.text === "" ? page.entry.prompt : page.entry.text
            px: page.entry.text === "" ? 32 : 50
            bold: page.entry.text !== ""
            color: page.entry.text === "" ? Theme.ink2 : Theme.ink
            elide: page.entry.text === "" ? Text.ElideNone : Text.ElideLeft
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.px(27)
            horizontalAlignment: Text.AlignLeft
        }
    }
    Flow {
        id: keys
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
            visible: page.entry.other_letters !== ""
            width: page.keyWidth * 2 + page.frame.gap
            height: page.keyHeight
            text: page.entry.other_letters
            small: true
            onTouched: page.touch.switch_letters()
        }
        LetterKey {
            width: page.keyWidth * 2 + page.frame.gap
            height: page.keyHeight
            text: page.entry.space
            small: true
            onTouched: page.touch.type_key(" ")
        }
        LetterKey {
            width: page.keyWidth * 2 + page.frame.gap
            height: page.keyHeight
            text: page.entry.backspace
            icon: "ui-backspace"
            small: true
            onTouched: page.touch.erase()
        }
    }
    BigButton {
        objectName: "entry_done"
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        width: Math.min(parent.width, Theme.px(720))
        height: Math.max(Theme.px(112), page.frame.target)
        text: page.entry.done
        px: 44
        busy: page.entry.is_busy
        onTouched: page.touch.finish_entry()
    }
}
