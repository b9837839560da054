pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Signing in, and the language of this desk.
FocusScope {
    id: page

    required property var shown
    required property var texts
    required property var touch

    function signIn(): void {
        touch.sign_in(login.text, password.text);
        password.text = "";
    }

    Component.onCompleted: login.text === "" ? login.focusInput() : password.focusInput()
    Connections {
        target: page.touch
        function onWants(field: string): void {
            if (field === "password")
                password.focusInput();
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
                width: parent.width
                label: page.texts.desk_signin_login
                text: page.shown.login
                onEdited: text => page.touch.type_login(text)
                onAccepted: password.focusInput()
            }
            Field {
                id: password
                width: parent.width
                label: page.texts.desk_signin_password
                secret: true
                onAccepted: page.signIn()
            }
            HintBox {
                visible: page.shown.problem !== ""
                width: parent.width
                title: page.shown.problem
            }
            Button {
                width: parent.width
                main: true
                text: page.texts.desk_signin_title
                busy: page.shown.is_busy
                onClicked: page.signIn()
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
