import QtQuick
import QtQuick.Shapes

// The rail coming in from the screen's edge and bending down, on the reading side.
// `width` is the rail's centre line from the edge (108 on the kiosk), `height` what it travels down.
Item {
    id: bend

    property real thickness: Theme.px(16)
    property color color: Theme.act
    property real corner: Theme.px(56)
    readonly property real turnX: Theme.mirrored ? thickness / 2 : width - thickness / 2

    implicitWidth: Theme.px(116)
    implicitHeight: Theme.px(80)
    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.GeometryRenderer

        ShapePath {
            strokeColor: bend.color
            strokeWidth: bend.thickness
            fillColor: "transparent"
            capStyle: ShapePath.FlatCap
            startX: Theme.mirrored ? bend.width : 0
            startY: bend.thickness / 2

            PathLine {
                x: bend.turnX + (Theme.mirrored ? bend.corner : -bend.corner)
                y: bend.thickness / 2
            }
            PathArc {
                x: bend.turnX
                y: bend.thickness / 2 + bend.corner
                radiusX: bend.corner
                radiusY: bend.corner
                direction: Theme.mirrored ? PathArc.Counterclockwise : PathArc.Clockwise
            }
            PathLine {
                x: bend.turnX
                y: bend.height
            }
        }
    }
}
