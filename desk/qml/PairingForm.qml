pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// A device that is about to be let in: its code, then the six words to compare.
Column {
    id: form

    required property var shown
    required property var texts
    required property var touch

    spacing: 12

    TextBlock {
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        text: form.shown.title
        px: 17
        bold: true
    }
    TextBlock {
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        text: form.shown.sentence
        px: 15
    }
    TextBlock {
        visible: form.shown.step === "code"
        anchors.left: parent.left
        text: form.shown.code
        px: 46
        bold: true
    }
    Rectangle {
        visible: form.shown.step === "code"
        width: 196
        height: 196
        anchors.left: parent.left
        radius: Theme.deskRadius
        color: "#FFFFFF"
        border.width: 1
        border.color: Theme.hair

        QrCode {
            anchors.centerIn: parent
            width: 172
            height: 172
            text: form.shown.qr
        }
    }
    TextBlock {
        visible: form.shown.step === "code"
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        wrapMode: Text.Wrap
        text: form.shown.address
        px: 14
        color: Theme.ink2
    }
    TextBlock {
        visible: form.shown.step === "code"
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        text: form.shown.left
        px: 14
        color: Theme.ink2
    }
    SixWords {
        visible: form.shown.step === "words"
        width: parent.width
        columns: 2
        px: 22
        gap: 8
        model: form.shown.words
    }
    Button {
        visible: form.shown.step === "words"
        width: parent.width
        main: true
        text: form.texts.desk_pairing_same
        busy: form.shown.is_busy
        onClicked: form.touch.administrator.confirm_pairing(true)
    }
    Button {
        visible: form.shown.step === "words"
        width: parent.width
        text: form.texts.desk_pairing_different
        bad: true
        busy: form.shown.is_busy
        onClicked: form.touch.administrator.confirm_pairing(false)
    }
    Button {
        visible: form.shown.step === "over"
        width: parent.width
        main: true
        text: form.texts.desk_pairing_renew
        onClicked: form.touch.administrator.renew_pairing()
    }
    Button {
        visible: form.shown.step !== "words"
        width: parent.width
        text: form.texts.desk_pairing_cancel
        onClicked: form.touch.administrator.close_pairing()
    }
}
