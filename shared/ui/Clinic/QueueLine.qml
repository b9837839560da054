pragma ComponentBehavior: Bound
import QtQuick

// The queue as a line: ring (you), discs (people before you), door. The ring is at the reading side, or at the top.
// `kind`: "waiting", "next" (no discs), "called" (yellow door), "unknown" (dashed rail, no discs).
// `count` people: up to 12 discs, then 11 and "+n". `ring` is the ring's diameter, from which all else follows.
// `ground` is the colour behind the line. A disc that leaves goes into the door and the others close up.
Item {
    id: line

    required property int count
    required property color color
    property string kind: "waiting"
    property bool vertical: false
    property int ring: 2 * Math.round(Theme.px(vertical ? 32 : 15))
    property color ground: Theme.surface

    readonly property real across: vertical ? width : height
    readonly property real length: vertical ? height : width
    readonly property bool turned: !vertical && Theme.mirrored
    readonly property int rail: 2 * Math.round(ring * (vertical ? 0.125 : 0.1))
    readonly property int disc: 2 * Math.round(ring * (vertical ? 0.3 : 0.4))
    readonly property int door: 2 * Math.round(ring * (vertical ? 0.815 : 0.435))

    readonly property int people: kind === "waiting" || kind === "called" ? count : 0
    readonly property int shown: people > 12 ? 11 : people
    readonly property string restText: people > 12 ? "+" + (people - 11) : ""
    readonly property int slots: people > 12 ? 12 : people
    readonly property real free: length - door - ring
    readonly property real backGap: ring * (vertical ? 0.7 : 0.9)
    readonly property real naturalPitch: ring * (vertical ? 1.03 : 1.1)
    readonly property real frontGap: vertical ? Math.min(ring * 2.6, Math.max(ring, free - (slots - 1) * naturalPitch - backGap)) : ring * 1.3
    readonly property real pitch: Math.min(naturalPitch, (free - frontGap - backGap) / Math.max(1, slots - 1))

    // How far the line is from its new state, in discs: above 0 one is leaving, below 0 one joins.
    property real settled: people
    readonly property real leaving: Math.max(0, Math.min(1, settled - people))
    readonly property real joining: Math.max(0, Math.min(1, people - settled))

    Behavior on settled {
        enabled: !Theme.calm
        NumberAnimation {
            duration: Theme.lineTime
            easing.type: Easing.InOutCubic
        }
    }

    implicitWidth: vertical ? ring : Theme.px(506)
    implicitHeight: vertical ? Theme.px(814) : Math.round(ring * 1.37)

    // Where the centre of disc `index`, counted from the door, is along the line.
    function place(index: real): real {
        return length - door - frontGap - index * pitch;
    }

    component OnLine: Rectangle {
        property real at: 0 // centre along the line

        x: line.vertical ? (line.width - width) / 2 : (line.turned ? line.width - at : at) - width / 2
        y: line.vertical ? at - height / 2 : (line.height - height) / 2
        color: line.color
    }

    OnLine {
        visible: line.kind !== "unknown"
        readonly property real reach: line.length - line.door * 0.9 - line.ring * 0.5
        at: line.ring * 0.5 + reach / 2
        width: line.vertical ? line.rail : reach
        height: line.vertical ? reach : line.rail
    }
    Repeater {
        model: line.kind === "unknown" ? Math.floor((line.free) / (line.rail * 3.2)) : 0
        delegate: OnLine {
            required property int index
            at: line.ring + line.rail * (1.8 + index * 3.2)
            width: line.vertical ? line.rail : line.rail * 1.8
            height: line.vertical ? line.rail * 1.8 : line.rail
        }
    }
    OnLine {
        at: line.ring / 2
        width: line.ring
        height: line.ring
        radius: line.ring / 2
        color: line.ground
        border.width: Math.round(line.ring * (line.vertical ? 0.22 : 0.24))
        border.color: line.color
    }
    Repeater {
        model: line.shown
        delegate: OnLine {
            required property int index
            at: line.place(index + line.leaving)
            width: line.disc
            height: line.disc
            radius: line.disc / 2
            opacity: index === line.shown - 1 && line.people <= 12 ? 1 - line.joining : 1
        }
    }
    OnLine {
        visible: line.leaving > 0
        at: line.place(line.leaving - 1)
        width: line.disc
        height: line.disc
        radius: line.disc / 2
        opacity: line.leaving
    }
    OnLine {
        visible: line.restText !== ""
        at: (line.ring + line.place(10) - line.disc / 2) / 2
        width: rest.implicitWidth + line.ring * 0.2
        height: rest.height
        color: line.ground

        TextBlock {
            id: rest
            anchors.centerIn: parent
            text: line.restText
            font.pixelSize: Math.round(line.ring * (line.vertical ? 0.45 : 0.9))
            bold: true
        }
    }
    OnLine {
        at: line.length - line.door / 2
        width: line.vertical ? line.ring : line.door
        height: line.vertical ? line.door : Math.round(line.ring * 0.685) * 2
        radius: width * 0.08
        color: line.kind === "called" ? Theme.call : line.color

        Disc {
            x: line.turned || (line.vertical && Theme.mirrored) ? parent.width - width - offset : offset
            y: Math.round((parent.height - height) / 2 + parent.height * 0.06)
            size: parent.width * (line.vertical ? 0.18 : 0.22)
            color: line.kind === "called" ? Theme.callInk : line.ground
            readonly property int offset: Math.round(parent.width * 0.13)
        }
    }
}
