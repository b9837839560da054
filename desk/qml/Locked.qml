import QtQuick
import Clinic

// A locked desk: who may come back, and nothing of anybody's.
FocusScope {
    id: page

    required property var shown
    required property var texts
    required property var touch

    function unlock(): void {
        touch.unlock(secret.text);
        secret.text = "";
    }

    focus: true
    Component.onCompleted: secret.focusInput()
    Connections {
        target: page.touch
        function onWants(field: string): void {
            if (field === "proof")
                secret.focusInput();
        }
    }
    Rectangle {
        anchors.centerIn: parent
        width: 424
        height: form.height + 64
        radius: 6
        color: Theme.surface
        border.width: 1
        border.color: Theme.hair

        Column {
            id: form
            anchors.centerIn: parent
            width: parent.width - 72
            spacing: 14

            Icon {
                anchors.left: parent.left
                name: "ui-lock"
                size: 40
                color: Theme.act
            }
            Column {
                width: parent.width

                TextBlock {
                    width: parent.width
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    text: page.shown.name
                    px: 26
                    bold: true
                }
                TextBlock {
                    width: parent.width
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    text: page.texts.desk_lock_sentence
                    px: 15
                    color: Theme.ink2
                }
            }
            Field {
                id: secret
                width: parent.width
                label: page.texts.desk_signin_password
                secret: true
                onAccepted: page.unlock()
            }
            HintBox {
                visible: page.shown.problem !== ""
                width: parent.width
                title: page.shown.problem
            }
            Button {
                width: parent.width
                main: true
                text: page.texts.desk_lock_unlock
                enabled: !page.shown.is_waiting
                busy: page.shown.is_busy
                onClicked: page.unlock()
            }
            Button {
                width: parent.width
                text: page.texts.desk_lock_leave
                onClicked: page.touch.leave_locked()
            }
        }
    }
}
