import QtQuick

// A door with the room's word and number, without a handle. Upright: word above number. Wide: word beside number.
// `kind`: "recent" (ink), "called" (yellow), "inverse" (ink door on a yellow screen, yellow text).
// `word` may be empty when a room has only a name; a long name shrinks to the door.
Rectangle {
    id: room

    required property string word
    required property string number
    property string kind: "recent"
    readonly property bool isUpright: height >= width * 0.75
    readonly property color paint: kind === "called" ? Theme.callInk : kind === "inverse" ? Theme.call : Theme.paper

    // The size at which a text fits into a share of the door; a door that has no size yet asks for nothing.
    function fitting(text: TextMetrics, share: real): real {
        const fits = text.width > 0 ? Math.min(1, room.width * share / text.width) : 1;
        return Math.max(1, fits * text.font.pixelSize);
    }

    implicitWidth: Theme.px(196)
    implicitHeight: Theme.px(230)
    radius: Math.min(width * 0.08, Theme.px(12))
    color: kind === "called" ? Theme.call : kind === "inverse" ? Theme.callInk : Theme.ink

    TextMetrics {
        id: wordWidth
        text: room.word
        font.pixelSize: Math.max(1, room.width * (room.isLarge ? 0.204 : 0.205))
    }
    TextMetrics {
        id: numberWidth
        text: room.number
        font.bold: true
        font.pixelSize: Math.max(1, Math.min(room.width * 0.965, room.height * (room.isLarge ? 0.55 : 0.595)))
    }

    // Upright. Sizes are those of the call: door 456 wide, word 88, number 440.
    TextBlock {
        visible: room.isUpright && room.word !== ""
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.top
        anchors.verticalCenterOffset: room.height * (room.isLarge ? 0.2 : 0.205)
        text: room.word
        font.pixelSize: room.fitting(wordWidth, 0.88)
        color: room.paint
    }
    TextBlock {
        visible: room.isUpright
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.top
        anchors.verticalCenterOffset: room.height * (room.word === "" ? 0.5 : room.isLarge ? 0.557 : 0.595)
        text: room.number
        font.pixelSize: room.fitting(numberWidth, 0.88)
        bold: true
        color: room.paint
    }

    // Wide: beside one another, or above when the word is too long for that.
    TextMetrics {
        id: wideWidth
        text: room.word
        font.pixelSize: Math.max(1, room.height * 0.305)
    }
    TextMetrics {
        id: wideNumberWidth
        text: room.number
        font.bold: true
        font.pixelSize: Math.max(1, room.height * (room.number.length > 3 ? 0.42 : 0.74))
    }
    readonly property bool isStacked: word !== "" && wideWidth.width + wideNumberWidth.width + height * 0.13 > width * 0.94

    Row {
        visible: !room.isUpright && !room.isStacked
        anchors.centerIn: parent
        spacing: room.height * 0.13

        TextBlock {
            y: Math.round((wideNumber.em - em) * 1.069 - room.height * 0.1)  // one baseline in every script
            visible: room.word !== ""
            text: room.word
            font.pixelSize: wideWidth.font.pixelSize
            color: room.paint
        }
        TextBlock {
            id: wideNumber
            text: room.number
            font.pixelSize: room.fitting(wideNumberWidth, 0.92)
            bold: true
            color: room.paint
        }
    }
    TextBlock {
        visible: !room.isUpright && room.isStacked
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.top
        anchors.verticalCenterOffset: room.height * 0.23
        text: room.word
        font.pixelSize: room.fitting(wideWidth, 0.92)
        color: room.paint
    }
    TextBlock {
        visible: !room.isUpright && room.isStacked
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.top
        anchors.verticalCenterOffset: room.height * 0.64
        text: room.number
        font.pixelSize: Math.max(1, room.height * 0.6)
        bold: true
        color: room.paint
    }

    readonly property bool isLarge: width > Theme.px(300)

    Accessible.role: Accessible.StaticText
    Accessible.name: word + " " + number
}
