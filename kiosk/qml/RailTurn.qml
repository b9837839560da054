import QtQuick
import QtQuick.Shapes
import Clinic

// The rail coming down and turning back to the reading side, into what stands there.
Item {
    id: turn

    property real thickness: Theme.px(16)
    property color color: Theme.act
    readonly property real corner: Math.max(1, Math.min(Theme.px(56), height - thickness))
    readonly property real downX: Theme.mirrored ? thickness / 2 : width - thickness / 2
    readonly property real endX: Theme.mirrored ? width : 0

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.GeometryRenderer

        ShapePath {
            strokeColor: turn.color
            strokeWidth: turn.thickness
            fillColor: "transparent"
            capStyle: ShapePath.FlatCap
            startX: turn.downX
            startY: 0

            PathLine {
                x: turn.downX
                y: turn.height - turn.thickness / 2 - turn.corner
            }
            PathArc {
                x: turn.downX + (Theme.mirrored ? turn.corner : -turn.corner)
                y: turn.height - turn.thickness / 2
                radiusX: turn.corner
                radiusY: turn.corner
                direction: Theme.mirrored ? PathArc.Counterclockwise : PathArc.Clockwise
            }
            PathLine {
                x: turn.endX
                y: turn.height - turn.thickness / 2
            }
        }
    }
}
