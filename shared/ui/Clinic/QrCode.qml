import QtQuick
import QtQuick.Window

// An address for a phone's camera: dark modules on white, never mirrored, never in another colour.
// `quiet` white modules around it; on a white surface the surface itself is the quiet zone.
Item {
    id: code

    required property string text
    property int quiet: Theme.dark || Theme.highContrast ? 4 : 0

    implicitWidth: Theme.px(284)
    implicitHeight: width

    Image {
        anchors.centerIn: parent
        width: implicitWidth / Screen.devicePixelRatio
        height: width
        sourceSize.width: code.width * Screen.devicePixelRatio
        source: code.text === "" ? "" : "image://qr/" + code.quiet + "/" + encodeURIComponent(code.text)
        smooth: false
    }
    Accessible.role: Accessible.Graphic
    Accessible.name: text
}
