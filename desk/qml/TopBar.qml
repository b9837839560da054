pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The bar along the top: the clinic's mark, where and who one is, what the page adds, the day's figures, the clock.
Rectangle {
    id: bar

    required property string place
    required property string name
    property string detail: ""
    property var figures: null
    property int lateFigure: -1
    required property string clock
    required property var texts
    required property var touch
    default property alias middle: more.data

    implicitHeight: 52
    color: Theme.surface

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.hair
    }
    ClinicMark {
        id: mark
        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        height: 17
        hole: Theme.surface
    }
    Rectangle {
        id: plate
        visible: bar.place !== ""
        anchors.left: mark.right
        anchors.leftMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        width: visible ? place.implicitWidth + 20 : 0
        height: 27
        radius: 4
        color: Theme.ink

        TextBlock {
            id: place
            anchors.centerIn: parent
            text: bar.place
            px: 15
            bold: true
            color: Theme.paper
        }
    }
    Item {
        id: person
        anchors.left: plate.right
        anchors.leftMargin: 14
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(170, Math.max(who.implicitWidth, what.implicitWidth) + 12)
        height: 44
        activeFocusOnTab: true
        Accessible.role: Accessible.ButtonMenu
        Accessible.name: bar.name + ", " + bar.texts.desk_menu
        Accessible.onPressAction: bar.touch.open_menu()
        Keys.onSpacePressed: bar.touch.open_menu()
        Keys.onReturnPressed: bar.touch.open_menu()

        Rectangle {
            anchors.fill: parent
            radius: Theme.deskRadius
            color: menu.containsMouse ? Theme.tint : "transparent"
        }
        FocusRing {
            visible: person.activeFocus
            around: Theme.deskRadius
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            anchors.left: parent.left
            anchors.leftMargin: 6
            width: parent.width - 12
            spacing: -3

            CutText {
                id: who
                width: parent.width
                text: bar.name
                px: 14
                bold: true
            }
            CutText {
                id: what
                width: parent.width
                visible: text !== ""
                text: bar.detail
                px: 12.5
                color: Theme.ink2
            }
        }
        MouseArea {
            id: menu
            anchors.fill: parent
            hoverEnabled: true
            onClicked: bar.touch.open_menu()
        }
    }
    Row {
        id: more
        anchors.left: person.right
        anchors.leftMargin: 14
        anchors.verticalCenter: parent.verticalCenter
        spacing: 20
    }
    Row {
        id: numbers
        anchors.right: line.left
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        spacing: 22

        Repeater {
            model: bar.figures
            delegate: Figure {
                required property int index
                required property string text
                word: text
                bad: index === bar.lateFigure && value !== "0"
            }
        }
    }
    Rectangle {
        id: line
        anchors.right: clock.left
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        width: 1
        height: 26
        color: bar.figures ? Theme.hair : "transparent"
    }
    TextBlock {
        id: clock
        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        text: bar.clock
        px: 19
        bold: true
        Accessible.role: Accessible.Clock
        Accessible.name: text
    }
}
