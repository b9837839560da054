import QtQuick

// The words above a queue's columns.
Item {
    id: header

    required property QueueColumns columns
    property string number: ""
    property string name: ""
    property string priority: ""
    property string wait: ""
    property string language: ""
    property string source: ""
    property string stateWord: ""

    implicitHeight: 30

    component Heading: TextBlock {
        property real at: -1

        anchors.left: parent?.left
        anchors.leftMargin: at
        anchors.verticalCenter: parent?.verticalCenter
        visible: at >= 0
        px: 13
        color: Theme.ink2
    }

    Heading { at: header.columns.number; text: header.number }
    Heading { at: header.columns.name; text: header.name }
    Heading { at: header.columns.priority; text: header.priority }
    Heading { at: header.columns.wait; text: header.wait }
    Heading { at: header.columns.language; text: header.language }
    Heading { at: header.columns.source; text: header.source }
    Heading { at: header.columns.state; text: header.stateWord }
}
