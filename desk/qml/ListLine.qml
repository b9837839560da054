import QtQuick
import Clinic

// One line of what there is: an optional plate, a bold word, a name, and at the far end whatever the section puts there.
Item {
    id: line

    property string icon: ""
    property string tone: ""
    property bool closed: false
    property string head: ""
    property string name: ""
    property string detail: ""
    default property alias buttons: end.data

    implicitHeight: 52

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.hair
    }
    Plate {
        id: plate
        visible: line.icon !== ""
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        icon: line.icon
        tone: line.tone === "" ? "slate" : line.tone
        closed: line.closed
        size: 34
    }
    Column {
        anchors.left: plate.visible ? plate.right : parent.left
        anchors.leftMargin: plate.visible ? 14 : 0
        anchors.right: end.left
        anchors.rightMargin: 14
        anchors.verticalCenter: parent.verticalCenter
        spacing: -1

        CutText {
            width: parent.width
            text: line.head === "" ? line.name : line.head + "  " + line.name
            px: 15
            bold: true
        }
        CutText {
            visible: text !== ""
            width: parent.width
            text: line.detail
            px: 13
            color: Theme.ink2
        }
    }
    Row {
        id: end
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
    }
}
