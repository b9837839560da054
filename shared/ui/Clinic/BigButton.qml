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
    property real iconSize: Theme.px(px * 1.4)
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
        readonly property real textWidth: button.width - x * 2 - (sign.visible ? sign.width + spacing : 0) - (forward.visible ? forward.width + spacing : 0)

        anchors.verticalCenter: parent.verticalCenter
        anchors.left: button.centred ? undefined : parent.left
        anchors.leftMargin: Theme.px(button.main ? 56 : 60)
        anchors.horizontalCenter: button.centred ? parent.horizontalCenter : undefined
        spacing: Theme.px(button.centred ? 28 : 48)

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
                width: button.centred ? Math.min(implicitWidth + 1, room) : room
                full: button.text
                brief: button.brief
                px: button.px
                bold: true
                color: button.paint

                readonly property real room: button.width - Theme.px(112) - (sign.visible ? sign.width + content.spacing : 0) - (forward.visible ? forward.width + content.spacing : 0)
            }
            FitText {
                visible: button.reason !== ""
                width: label.room
                full: button.reason
                px: 34
                color: Theme.ink2
            }
        }
    }
    Icon {
        id: forward
        visible: button.arrow && button.reason === ""
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(button.main ? 44 : 50)
        name: "ui-arrow-right"
        mirrors: true
        size: button.iconSize * 1.1
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
