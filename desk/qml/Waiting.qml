import QtQuick
import Clinic

// Nothing can be shown yet: the desk looks for the server, or the two do not fit together.
Item {
    id: page

    required property var shown
    required property var touch

    Column {
        anchors.centerIn: parent
        width: Math.min(560, parent.width - 80)
        spacing: 20

        ClinicMark {
            anchors.horizontalCenter: parent.horizontalCenter
            height: 44
        }
        TextBlock {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            text: page.shown.message
            px: 17
        }
        Button {
            visible: text !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            text: page.shown.pair_again
            onClicked: page.touch.pair_again()
        }
    }
}
