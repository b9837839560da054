pragma ComponentBehavior: Bound
import QtQuick

// Text a patient must be able to read whole: wraps to `lines`, then 85 % size, then the short form, then 70 % (60 % of
// larger text).
// Never an ellipsis. Needs a width; `natural` is the width of the whole text unwrapped, for a box that shrinks to it.
// `roomHeight`, when there is one, is a height the lines must fit as well.
TextBlock {
    id: fit

    required property string full
    property string brief: ""
    property int lines: 2
    property real roomHeight: 0

    readonly property real natural: Math.ceil(whole.implicitWidth) + 1
    readonly property bool isBrief: whole.tooLong && small.tooLong && brief !== ""
    readonly property real share: !whole.tooLong ? 1 : !small.tooLong || isBrief && !shorter.tooLong ? 0.85 : Theme.largerText ? 0.6 : 0.7

    text: isBrief ? brief : full
    font.pixelSize: Math.round(Theme.font(px) * share)
    wrapMode: lines > 1 ? Text.Wrap : Text.NoWrap

    component Probe: Text {
        property real share: 1
        readonly property real box: font.pixelSize * (1.362 + (lineCount - 1) * Theme.lineHeight)
        readonly property bool tooHigh: fit.roomHeight > 0 && box > fit.roomHeight
        readonly property bool tooLong: lineCount > fit.lines || contentWidth > width + 1 || tooHigh

        visible: false
        width: fit.width
        text: fit.full
        font.pixelSize: Math.round(Theme.font(fit.px) * share)
        font.weight: fit.font.weight
        wrapMode: fit.lines > 1 ? Text.WordWrap : Text.NoWrap
        textFormat: Text.PlainText
    }

    Probe {
        id: whole
    }
    Probe {
        id: small
        share: 0.85
    }
    Probe {
        id: shorter
        share: 0.85
        text: fit.brief
    }
}
