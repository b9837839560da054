import QtQuick

// A patient's button. `main`: act fill; otherwise act edge and text. `icon` before, forward arrow behind (`arrow`).
// `centred` puts icon and text in the middle, without an arrow.
// `busy`: the text stays and a line runs along the bottom. `locked`: looks the same and takes no touch (set it, or
// `busy`, in the presenter at the first touch). `reason` not empty: disabled, dashed edge, and says why.
// Emits `touched`. Height: main 212 portrait or 136 landscape, second 148; at least Theme.touch.
Item {
    id: button

    required property string text
    property string brief: ""
    property string icon: ""
    property bool main: true
    property bool arrow: !centred
    property bool centred: false
    property bool busy: false
    property bool locked: false
    property string reason: ""
    property real px: main ? 66 : 46
    property real iconSize: Theme.px(px * 1.6)
    property color fill: Theme.act
    property color fillInk: Theme.actInk

    readonly property bool isAble: reason === "" && !busy && !locked
    readonly property bool isDown: touch.pressed && isAble
    readonly property color paint: reason !== "" ? Theme.ink2 : main || isDown ? fillInk : fill

    signal touched

    implicitHeight: Math.max(Theme.px(main ? 212 : 148), Theme.touch)
    activeFocusOnTab: isAble
    Accessible.role: Accessible.Button
    Accessible.name: text + (reason === "" ? "" : ". " + reason)
    Accessible.onPressAction: if (isAble) touched()
    Keys.onSpacePressed: if (isAble) touched()
    Keys.onReturnPressed: if (isAble) touched()
    Keys.onEnterPressed: if (isAble) touched()

    Rectangle {
        anchors.fill: parent
        visible: button.reason === ""
        radius: Theme.radius
        color: button.isDown ? Theme.actPress : button.main ? button.fill : Theme.surface
        border.width: button.main ? 0 : Theme.mainEdgeWidth
        border.color: button.isDown ? Theme.actPress : button.fill

        Behavior on color {
            enabled: !button.isDown
            ColorAnimation {
                duration: Theme.releaseTime
            }
        }
    }
    Outline {
        anchors.fill: parent
        visible: button.reason !== ""
        dashed: true
    }
    FocusRing {
        visible: button.activeFocus
    }

    Row {
        id: content

        readonly property real before: sign.visible ? sign.width + spacing : 0
        readonly property real margin: button.centred ? Theme.px(40) : sign.visible ? Math.max(Theme.px(28), Theme.px(100) - sign.width / 2) : Theme.px(56)
        readonly property real room: button.width - margin - before - Math.max(margin, forward.visible ? forward.width + Theme.px(72) : Theme.px(40))

        anchors.verticalCenter: parent.verticalCenter
        anchors.left: button.centred ? undefined : parent.left
        anchors.leftMargin: margin
        anchors.horizontalCenter: button.centred ? parent.horizontalCenter : undefined
        spacing: button.centred ? Theme.px(28) : Math.max(Theme.px(24), Theme.px(92) - sign.width / 2)

        Icon {
            id: sign
            visible: button.icon !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: button.icon
            size: button.iconSize
            color: button.paint
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter

            FitText {
                id: label
                width: button.centred ? Math.min(natural, content.room) : content.room
                full: button.text
                brief: button.brief
                px: button.px
                roomHeight: button.height - Theme.px(12) - (button.reason === "" ? 0 : why.height)
                bold: true
                color: button.paint
                horizontalAlignment: button.centred ? Text.AlignHCenter : Text.AlignLeft
            }
            FitText {
                id: why
                visible: button.reason !== ""
                width: button.centred ? Math.min(natural, content.room) : content.room
                full: button.reason
                roomHeight: button.height * 0.5
                px: Math.min(34, button.px * 0.75)
                color: Theme.ink2
                horizontalAlignment: Text.AlignLeft
            }
        }
    }
    Icon {
        id: forward
        visible: button.arrow && button.reason === ""
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(46)
        name: "ui-arrow-right"
        mirrors: true
        size: Theme.px(button.px * (button.main ? 1.6 : 1.7))
        color: button.paint
    }
    Item {
        visible: button.busy
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.radius
        height: Theme.px(8)
        clip: true

        Rectangle {
            id: runner
            property real progress: 0
            width: parent.width * (Theme.calm ? 1 : 0.3)
            height: parent.height
            x: Theme.calm ? 0 : (parent.width + width) * (Theme.mirrored ? 1 - progress : progress) - width
            color: button.paint

            NumberAnimation on progress {
                running: button.busy && !Theme.calm
                loops: Animation.Infinite
                from: 0
                to: 1
                duration: 1200
            }
        }
    }
    MouseArea {
        id: touch
        anchors.fill: parent
        enabled: button.isAble
        onClicked: button.touched()
    }
}
