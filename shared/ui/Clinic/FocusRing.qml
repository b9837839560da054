import QtQuick

// The ring round what the keyboard is on: 2 px gap, 2 px ring. The control's own edge turns act coloured too.
Rectangle {
    id: ring

    property real around: Theme.radius // the corner of the control inside

    anchors.fill: parent
    anchors.margins: -4
    radius: around + 4
    color: "transparent"
    border.width: 2
    border.color: Theme.act
}
