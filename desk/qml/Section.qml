pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// A section of the administration: on the left what there is (`list`), on the right the form to add to it.
Item {
    id: section

    required property var notice
    required property var touch
    property Component list
    default property alias fields: form.data

    Flickable {
        anchors.left: parent.left
        anchors.right: panel.left
        anchors.rightMargin: 20
        height: parent.height
        contentHeight: there.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Loader {
            id: there
            width: parent.width
            sourceComponent: section.list
        }
    }
    Rectangle {
        id: panel
        anchors.right: parent.right
        width: 424
        height: parent.height
        radius: 6
        color: Theme.surface
        border.width: 1
        border.color: Theme.hair

        Flickable {
            anchors.fill: parent
            anchors.margins: 1
            contentHeight: form.height + 40
            clip: true
            boundsBehavior: Flickable.StopAtBounds

            Column {
                id: form
                anchors.left: parent.left
                anchors.leftMargin: 21
                width: parent.width - 42
                y: 20
                spacing: 12

                SaidBack {
                    width: parent.width
                    notice: section.notice
                    place: "form"
                    touch: section.touch
                }
            }
        }
    }
}
