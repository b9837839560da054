import QtQuick
import QtQuick.Shapes

// A rounded edge without fill, solid or dashed. Drawn inside its own bounds.
Shape {
    id: outline

    property color color: Theme.edge
    property real thickness: Theme.edgeWidth
    property real radius: Theme.radius
    property bool dashed: false

    preferredRendererType: Shape.GeometryRenderer

    ShapePath {
        strokeColor: outline.color
        strokeWidth: outline.thickness
        fillColor: "transparent"
        strokeStyle: outline.dashed ? ShapePath.DashLine : ShapePath.SolidLine
        dashPattern: [3, 2]
        capStyle: ShapePath.FlatCap

        PathRectangle {
            x: outline.thickness / 2
            y: outline.thickness / 2
            width: Math.max(0, outline.width - outline.thickness)
            height: Math.max(0, outline.height - outline.thickness)
            radius: Math.max(0, outline.radius - outline.thickness / 2)
        }
    }
}
