import QtQuick
import QtQuick.Shapes

// The way to the room from this very screen: "left", "right", "up", "down" or "none". About the building, never mirrored.
Shape {
    id: arrow

    required property string way
    property real size: Theme.px(60)
    property color color: Theme.ink
    property real thickness: size * 0.125

    width: size
    height: size
    visible: way !== "none" && way !== ""
    rotation: way === "left" ? 180 : way === "up" ? -90 : way === "down" ? 90 : 0
    preferredRendererType: Shape.GeometryRenderer

    ShapePath {
        strokeColor: arrow.color
        strokeWidth: arrow.thickness
        fillColor: "transparent"
        capStyle: ShapePath.RoundCap
        joinStyle: ShapePath.RoundJoin
        startX: arrow.thickness / 2
        startY: arrow.size / 2

        PathLine {
            x: arrow.size - arrow.thickness / 2
            y: arrow.size / 2
        }
        PathMove {
            x: arrow.size * 0.59
            y: arrow.size * 0.14
        }
        PathLine {
            x: arrow.size - arrow.thickness / 2
            y: arrow.size / 2
        }
        PathLine {
            x: arrow.size * 0.59
            y: arrow.size * 0.86
        }
    }
}
