import QtQuick

// A department's square: its colour with its icon at 70 %. `tone` is the colour's name ("blue").
// `closed`: outline only. `fill` and `stroke` may be set where the plate stands on call yellow.
Rectangle {
    id: plate

    required property string icon
    required property string tone
    property real size: Theme.px(96)
    property bool closed: false
    property color fill: Theme.department(tone)
    property color stroke: Theme.departmentInk

    width: size
    height: size
    radius: size * 0.16
    color: closed ? "transparent" : fill
    border.width: closed ? Theme.edgeWidth : 0
    border.color: Theme.edge

    Icon {
        anchors.centerIn: parent
        name: plate.icon
        size: Math.round(plate.size * 0.7)
        color: plate.closed ? Theme.ink2 : plate.stroke
    }
}
