import QtQuick
import QtQuick.Window

// One of our drawings in any colour. `name` is the file's: "heart", "ui-check". `size` is in screen px.
// `mirrors`: turned round in right-to-left languages (back and forward arrows, never check, clock or speaker).
Image {
    id: icon

    required property string name
    property real size: Theme.px(48)
    property color color: Theme.ink
    property bool mirrors: false

    width: size
    height: size
    sourceSize.width: Math.round(size * Screen.devicePixelRatio)
    sourceSize.height: Math.round(size * Screen.devicePixelRatio)
    source: name === "" ? "" : "image://icon/" + name + "/" + color.toString().slice(1)
    mirror: mirrors && Theme.mirrored
    fillMode: Image.PreserveAspectFit
}
