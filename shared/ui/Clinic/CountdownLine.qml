import QtQuick

// How long a page stays: a bar of 10 that shrinks towards the reading side, and the seconds in words.
// `share` 1 to 0 of the time left. Not empty, `more` is a button ("I need more time"); emits `moreTouched`.
Item {
    id: line

    required property real share
    property string text: ""
    property string more: ""
    property color color: Theme.act

    signal moreTouched

    implicitHeight: bar.height + (text === "" && more === "" ? 0 : Math.max(Theme.px(84), more === "" ? 0 : Theme.touch) + Theme.px(16))

    Rectangle {
        id: bar
        anchors.left: parent.left
        width: parent.width * Math.max(0, Math.min(1, line.share))
        height: Theme.px(10)
        color: line.color
    }
    TextBlock {
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(72)
        anchors.verticalCenter: line.more === "" ? undefined : moreButton.verticalCenter
        y: bar.height + Theme.px(16)
        visible: line.text !== ""
        text: line.text
        px: 34
        horizontalAlignment: Text.AlignLeft
    }
    BigButton {
        id: moreButton
        visible: line.more !== ""
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(72)
        anchors.top: bar.bottom
        anchors.topMargin: Theme.px(16)
        width: Theme.px(460)
        height: Math.max(Theme.px(84), Theme.touch)
        text: line.more
        main: false
        centred: true
        px: 34
        onTouched: line.moreTouched()
    }
}
