import QtQuick

// A desk's button. `main`: act fill; otherwise surface with an edge; `plain`: no edge, for bars.
// `key`: its key as a cap before the text (the page binds the Shortcut). `icon`, `count` (a Badge behind).
// `enabled` false: dashed edge; `reason` is its tooltip-free explanation for a screen reader and stands in the text's place
// when there is room for it in the page. `busy`: takes no click, the text stays. Emits `clicked`. Space and Enter work.
Item {
    id: button

    required property string text
    property string key: ""
    property string icon: ""
    property int count: 0
    property bool main: false
    property bool plain: false
    property bool bad: false
    property bool busy: false
    property string reason: ""
    property real px: main ? 18 : 14
    readonly property bool isAble: enabled && !busy
    readonly property bool isDown: press.pressed && isAble
    readonly property color paint: !enabled ? Theme.ink2 : main || isDown ? Theme.actInk : bad ? Theme.bad : Theme.ink

    signal clicked

    implicitWidth: Math.ceil(content.implicitWidth) + 28
    implicitHeight: main ? 54 : 44
    activeFocusOnTab: enabled
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: reason
    Accessible.onPressAction: if (isAble) clicked()
    Keys.onSpacePressed: if (isAble) clicked()
    Keys.onReturnPressed: if (isAble) clicked()
    Keys.onEnterPressed: if (isAble) clicked()

    Rectangle {
        anchors.fill: parent
        visible: button.enabled
        radius: Theme.deskRadius
        color: button.isDown ? Theme.actPress : button.main ? Theme.act : press.containsMouse ? Theme.tint : button.plain ? "transparent" : Theme.surface
        border.width: button.main || button.plain ? 0 : button.activeFocus ? 2 : 1
        border.color: button.activeFocus ? Theme.act : button.bad ? Theme.bad : Theme.edge

        Behavior on color {
            enabled: !button.isDown
            ColorAnimation {
                duration: Theme.releaseTime
            }
        }
    }
    Outline {
        anchors.fill: parent
        visible: !button.enabled
        thickness: 1
        radius: Theme.deskRadius
        dashed: true
    }
    FocusRing {
        visible: button.activeFocus
        around: Theme.deskRadius
    }
    Row {
        id: content
        anchors.centerIn: parent
        spacing: button.main ? 12 : 9

        KeyHint {
            visible: button.key !== ""
            anchors.verticalCenter: parent.verticalCenter
            key: button.key
            color: button.paint
        }
        Icon {
            visible: button.icon !== ""
            anchors.verticalCenter: parent.verticalCenter
            name: button.icon
            size: button.main ? 24 : 20
            color: button.paint
        }
        TextBlock {
            anchors.verticalCenter: parent.verticalCenter
            text: button.text
            px: button.px
            bold: true
            color: button.paint
        }
        Badge {
            anchors.verticalCenter: parent.verticalCenter
            count: button.count
            fill: button.main ? Theme.actInk : Theme.act
            ink: button.main ? Theme.act : Theme.actInk
        }
    }
    MouseArea {
        id: press
        anchors.fill: parent
        enabled: button.isAble
        hoverEnabled: true
        onClicked: button.clicked()
    }
}
