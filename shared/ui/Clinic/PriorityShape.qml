import QtQuick
import QtQuick.Shapes

// How urgent, by shape: "normal" open circle, "high" triangle, "emergency" filled square. Its word always stands beside it.
Item {
    id: shape

    required property string kind
    property real size: 14

    implicitWidth: size
    implicitHeight: size

    Disc {
        visible: shape.kind === "normal"
        anchors.centerIn: parent
        size: shape.size - 2
        color: "transparent"
        border.width: 2
        border.color: Theme.ink2
    }
    Shape {
        visible: shape.kind === "high"
        anchors.fill: parent
        preferredRendererType: Shape.GeometryRenderer

        ShapePath {
            fillColor: Theme.warn
            strokeColor: "transparent"
            startX: shape.size / 2
            startY: shape.size * 0.06

            PathLine {
                x: shape.size
                y: shape.size * 0.92
            }
            PathLine {
                x: 0
                y: shape.size * 0.92
            }
        }
    }
    Rectangle {
        visible: shape.kind === "emergency"
        anchors.fill: parent
        anchors.margins: 1
        color: Theme.bad
    }
}
