pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The sheet at the far side: asks for what an action still needs. Numbers choose, Enter confirms, Esc closes.
FocusScope {
    id: sheet

    required property var shown
    required property var texts
    required property var touch

    function takeFocus(): void {
        area.forceActiveFocus();
    }

    onVisibleChanged: if (visible)
        takeFocus()
    Accessible.role: Accessible.Dialog
    Accessible.name: shown.title

    // Nothing behind the sheet can be clicked; a click beside it closes it.
    MouseArea {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: 10000
        height: 10000
        onClicked: sheet.touch.close_sheet()
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        anchors.left: parent.left
        width: 2
        height: parent.height
        color: Theme.act
    }
    Item {
        id: area
        anchors.fill: parent
        anchors.margins: 22
        anchors.topMargin: 18
        anchors.bottomMargin: 16
        focus: true

        TextBlock {
            id: title
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
            text: sheet.shown.title
            px: 20
            bold: true
        }
        TextBlock {
            id: sentence
            anchors.top: title.bottom
            anchors.topMargin: 4
            visible: text !== ""
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
            text: sheet.shown.sentence
            px: 14
            color: Theme.ink2
        }
        Flickable {
            anchors.top: sentence.visible ? sentence.bottom : title.bottom
            anchors.topMargin: 14
            anchors.bottom: foot.top
            anchors.bottomMargin: 12
            width: parent.width
            contentHeight: list.height
            clip: true
            boundsBehavior: Flickable.StopAtBounds

            Column {
                id: list
                width: parent.width
                spacing: 6

                TextBlock {
                    visible: text !== ""
                    width: parent.width
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.WrapAnywhere
                    text: sheet.shown.told
                    px: 30
                    bold: true
                }
                Repeater {
                    model: sheet.shown.choices
                    delegate: ChoiceRow {
                        required property var model
                        width: list.width
                        onClicked: sheet.touch.choose_in_sheet(model.key)
                    }
                }
                TextBlock {
                    visible: sheet.shown.more_title !== ""
                    width: parent.width
                    topPadding: 6
                    height: 28
                    horizontalAlignment: Text.AlignLeft
                    text: sheet.shown.more_title
                    px: 13
                    color: Theme.ink2
                }
                Grid {
                    id: more
                    width: parent.width
                    columns: sheet.shown.kind === "menu" ? 2 : 1
                    spacing: 6

                    Repeater {
                        model: sheet.shown.more
                        delegate: ChoiceRow {
                            required property var model
                            width: (list.width - (more.columns - 1) * 6) / more.columns
                            onClicked: sheet.touch.choose_in_sheet(model.key)
                        }
                    }
                }
                Column {
                    width: parent.width

                    Repeater {
                        model: sheet.shown.facts
                        delegate: FactRow {
                            width: list.width
                            wordWidth: 150
                            mostLines: 400
                        }
                    }
                }
                TextBlock {
                    visible: text !== ""
                    width: parent.width
                    topPadding: 8
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    text: sheet.shown.proof_text
                    px: 13
                    color: Theme.ink2
                }
                TextBlock {
                    visible: text !== ""
                    width: parent.width
                    LayoutMirroring.enabled: false
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    text: sheet.shown.proof
                    px: 15
                    bold: true
                }
                Column {
                    width: parent.width

                    Repeater {
                        model: sheet.shown.help
                        delegate: HelpRow {
                            width: list.width
                        }
                    }
                }
            }
        }
        Column {
            id: foot
            anchors.bottom: parent.bottom
            width: parent.width
            spacing: 10

            Field {
                visible: sheet.shown.asks_text
                width: parent.width
                label: sheet.shown.text_word
                text: sheet.shown.text
                onEdited: text => sheet.touch.type_in_sheet(text)
            }
            HintBox {
                visible: sheet.shown.problem !== ""
                width: parent.width
                title: sheet.shown.problem
            }
            Button {
                visible: sheet.shown.confirm !== ""
                width: parent.width
                main: true
                key: "Enter"
                text: sheet.shown.confirm
                busy: sheet.shown.is_busy
                onClicked: sheet.touch.confirm_sheet()
            }
            Button {
                width: parent.width
                key: "Esc"
                text: sheet.texts.desk_sheet_close
                onClicked: sheet.touch.close_sheet()
            }
        }
    }
}
