pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// One text of the clinic's own in each language, and the button that keeps it.
Rectangle {
    id: column

    required property string title
    property string hint: ""
    property bool isTall: false
    required property var model
    required property string word
    required property bool busy
    required property var notice
    required property var touch

    signal edited(string language, string text)
    signal kept

    radius: 6
    color: Theme.surface
    border.width: 1
    border.color: Theme.hair

    Flickable {
        anchors.top: parent.top
        anchors.bottom: keep.top
        anchors.margins: 1
        anchors.bottomMargin: 10
        width: parent.width
        contentHeight: lines.height + 30
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: lines
            anchors.left: parent.left
            anchors.leftMargin: 21
            width: parent.width - 42
            y: 18
            spacing: 10

            Column {
                width: parent.width

                TextBlock {
                    width: parent.width
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    text: column.title
                    px: 17
                    bold: true
                }
                TextBlock {
                    visible: text !== ""
                    width: parent.width
                    horizontalAlignment: Text.AlignLeft
                    text: column.hint
                    px: 13
                    color: Theme.ink2
                }
            }
            Repeater {
                model: column.model
                delegate: Item {
                    id: entry
                    required property string key
                    required property string word
                    required property string text
                    width: lines.width
                    height: column.isTall ? 84 : line.height

                    NoteBox {
                        visible: column.isTall
                        anchors.fill: parent
                        label: entry.word
                        Component.onCompleted: text = entry.text
                        onEdited: text => column.edited(entry.key, text)
                    }
                    Field {
                        id: line
                        visible: !column.isTall
                        width: parent.width
                        label: entry.word
                        Component.onCompleted: text = entry.text
                        onEdited: text => column.edited(entry.key, text)
                    }
                }
            }
        }
    }
    Column {
        id: keep
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: 21
        anchors.bottomMargin: 20
        width: parent.width - 42
        spacing: 10

        Loader {
            width: parent.width
            active: column.notice !== null
            sourceComponent: SaidBack {
                notice: column.notice
                place: "form"
                touch: column.touch
            }
        }
        Button {
            width: parent.width
            main: true
            text: column.word
            busy: column.busy
            onClicked: column.kept()
        }
    }
}
