pragma ComponentBehavior: Bound
import QtQuick

// Text a patient must be able to read whole: wraps to `lines`, then 85 % size, then the short form. Never an ellipsis.
// Needs a width. `full` is the text, `brief` its shorter translation (may be empty).
TextBlock {
    id: fit

    required property string full
    property string brief: ""
    property int lines: 2

    readonly property bool isSmall: whole.tooLong
    readonly property bool isBrief: isSmall && small.tooLong && brief !== ""

    text: isBrief ? brief : full
    font.pixelSize: Math.round(Theme.font(px) * (isSmall ? 0.85 : 1))
    wrapMode: lines > 1 ? Text.Wrap : Text.NoWrap

    component Probe: Text {
        readonly property bool tooLong: truncated || contentWidth > width + 0.5

        visible: false
        width: fit.width
        text: fit.full
        font.weight: fit.font.weight
        wrapMode: fit.lines > 1 ? Text.WordWrap : Text.NoWrap
        maximumLineCount: fit.lines
        textFormat: Text.PlainText
    }

    Probe {
        id: whole
        font.pixelSize: Theme.font(fit.px)
    }
    Probe {
        id: small
        font.pixelSize: Math.round(Theme.font(fit.px) * 0.85)
    }
}
