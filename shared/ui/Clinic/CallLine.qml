import QtQuick
import QtQuick.Shapes

// The line of a call, growing from the screen's edge towards the door. `growth` 0 to 1. With `headed` it ends in an
// arrow, which is only true when the door really lies that way; otherwise it runs into the door.
// `toLeft` is about the building and never mirrored.
Item {
    id: line

    required property bool toLeft
    property bool headed: true
    property real growth: 1
    property color color: Theme.callInk
    property real thickness: Theme.px(44)
    readonly property real arm: thickness * 2
    readonly property real reach: width * growth

    implicitHeight: thickness * 4.8

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.GeometryRenderer
        transform: Scale {
            origin.x: line.width / 2
            xScale: line.toLeft ? -1 : 1
        }

        ShapePath {
            strokeColor: line.color
            strokeWidth: line.thickness
            fillColor: "transparent"
            capStyle: ShapePath.FlatCap
            startX: 0
            startY: line.height / 2

            PathLine {
                x: Math.max(0, line.headed ? line.reach - line.thickness * 0.9 : line.reach)
                y: line.height / 2
            }
        }
        ShapePath {
            strokeColor: line.headed && line.growth > 0.2 ? line.color : "transparent"
            strokeWidth: line.thickness
            fillColor: "transparent"
            capStyle: ShapePath.FlatCap
            joinStyle: ShapePath.MiterJoin
            miterLimit: 4
            startX: line.reach - line.thickness * 0.707 - line.arm
            startY: line.height / 2 - line.arm

            PathLine {
                x: line.reach - line.thickness * 0.707
                y: line.height / 2
            }
            PathLine {
                x: line.reach - line.thickness * 0.707 - line.arm
                y: line.height / 2 + line.arm
            }
        }
    }
}
