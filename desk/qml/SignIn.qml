pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Signing in, and the language of this desk.
FocusScope {
    id: page

    required property var shown
    required property var texts
    required property var touch

    readonly property bool isFirst: shown.step === "password"

    function signIn(): void {
        const typed = isFirst ? password.text : proof.text;
        isFirst ? touch.sign_in(login.text, typed) : touch.give_proof(typed);
        password.text = "";
        proof.text = "";
    }

    Component.onCompleted: login.text === "" ? login.focusInput() : password.focusInput()
    Connections {
        target: page.touch
        function onWants(field: string): void {
            if (field === "password")
                password.focusInput();
            else if (field === "proof")
                proof.focusInput();
        }
    }
    Rectangle {
        id: card
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

            ClinicMark {
                anchors.left: parent.left
                height: 34
                hole: Theme.surface
            }
            Column {
                width: parent.width

                TextBlock {
                    width: parent.width
                    horizontalAlignment: Text.AlignLeft
                    wrapMode: Text.Wrap
                    text: page.shown.clinic === "" ? page.texts.desk_signin_title : page.shown.clinic
                    px: 26
                    bold: true
                }
                TextBlock {
                    visible: page.shown.clinic !== ""
                    anchors.left: parent.left
                    text: page.texts.desk_signin_title
                    px: 15
                    color: Theme.ink2
                }
            }
            HintBox {
                visible: page.shown.note !== ""
                width: parent.width
                title: page.shown.note
            }
            Field {
                id: login
                visible: page.isFirst
                width: parent.width
                label: page.texts.desk_signin_login
                text: page.shown.login
                onEdited: text => page.touch.type_login(text)
                onAccepted: password.focusInput()
            }
            Field {
                id: password
                visible: page.isFirst
                width: parent.width
                label: page.texts.desk_signin_password
                secret: true
                onAccepted: page.signIn()
            }
            TextBlock {
                visible: text !== ""
                width: parent.width
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                text: page.shown.sentence
                px: 15
            }
            Field {
                id: proof
                visible: !page.isFirst
                width: parent.width
                label: ({
                        totp: page.texts.desk_signin_totp,
                        recovery: page.texts.desk_signin_recovery,
                        new_password: page.texts.desk_signin_new_password
                    })[page.shown.step] ?? ""
                secret: page.shown.step === "new_password"
                onEdited: text => page.shown.step === "new_password" ? page.touch.type_new_password(text) : undefined
                onAccepted: page.signIn()
            }
            StrengthLine {
                visible: page.shown.step === "new_password" && page.shown.strength !== ""
                width: parent.width
                grade: page.shown.strength_grade
                text: page.shown.strength
            }
            HintBox {
                visible: page.shown.problem !== ""
                width: parent.width
                title: page.shown.problem
            }
            Button {
                width: parent.width
                main: true
                text: page.isFirst ? page.texts.desk_signin_title : page.texts.desk_signin_go_on
                enabled: !page.shown.is_waiting
                busy: page.shown.is_busy
                onClicked: page.signIn()
            }
            Row {
                visible: !page.isFirst
                width: parent.width
                spacing: 10

                Button {
                    visible: page.shown.step !== "new_password"
                    width: (parent.width - 10) / 2
                    px: 13
                    text: page.shown.step === "totp" ? page.texts.desk_signin_use_recovery : page.texts.desk_signin_use_totp
                    onClicked: page.touch.use_recovery()
                }
                Button {
                    width: (parent.width - 10) / 2
                    text: page.texts.desk_rooms_back
                    onClicked: page.touch.back_to_sign_in()
                }
            }
        }
    }
    LanguageLine {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: card.bottom
        anchors.topMargin: 20
        model: page.shown.languages
        onChosen: key => page.touch.choose_language(key)
    }
}
