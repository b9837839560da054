pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The second step: a one-time code of an app beside the password. Its secret and the recovery codes are told once.
AccountForm {
    id: form

    readonly property string step: shown.totp

    function confirm(): void {
        account.confirm_totp(current.text, code.text);
    }

    title: texts.desk_account_totp
    sentence: ({
            off: texts.desk_account_totp_off,
            setup: texts.desk_account_totp_setup,
            codes: texts.desk_account_totp_codes,
            on: texts.desk_account_totp_on
        })[step]
    onCleared: current.text = code.text = ""

    Row {
        visible: form.step === "setup"
        width: parent.width
        spacing: 20

        Rectangle {
            width: 208
            height: 208
            radius: Theme.deskRadius
            color: "#FFFFFF"
            border.width: 1
            border.color: Theme.hair

            QrCode {
                anchors.centerIn: parent
                width: 184
                height: 184
                text: form.shown.qr
                Accessible.name: form.texts.desk_account_totp
            }
        }
        Column {
            width: parent.width - 228
            spacing: 6

            TextBlock {
                width: parent.width
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                text: form.texts.desk_account_secret
                px: 13
                color: Theme.ink2
            }
            TextBlock {
                width: parent.width
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                text: form.shown.secret
                px: 17
                bold: true
            }
        }
    }
    Grid {
        visible: form.step === "codes"
        columns: 2
        columnSpacing: 40
        rowSpacing: 8

        Repeater {
            model: form.shown.codes
            delegate: TextBlock {
                required property var model
                text: model.text
                px: 19
                bold: true
            }
        }
    }
    Field {
        id: current
        visible: form.step === "setup" || form.step === "on"
        width: parent.width
        label: form.texts.desk_account_current
        secret: true
        onAccepted: code.visible ? code.focusInput() : undefined
    }
    Field {
        id: code
        visible: form.step === "setup"
        width: 200
        anchors.left: parent.left
        label: form.texts.desk_signin_totp
        maximumLength: 7
        onAccepted: form.confirm()
    }
    Button {
        visible: form.step === "off"
        width: parent.width
        main: true
        text: form.texts.desk_account_start_totp
        busy: form.shown.busy === "start_totp"
        onClicked: form.account.start_totp()
    }
    Button {
        visible: form.step === "setup"
        width: parent.width
        main: true
        text: form.texts.desk_account_confirm_totp
        busy: form.shown.busy === "confirm_totp"
        onClicked: form.confirm()
    }
    Button {
        visible: form.step === "codes"
        width: parent.width
        main: true
        text: form.texts.desk_account_keep_codes
        onClicked: form.account.keep_codes()
    }
    Button {
        visible: form.step === "on"
        width: parent.width
        text: form.texts.desk_account_remove_totp
        busy: form.shown.busy === "remove_totp"
        onClicked: form.account.remove_totp(current.text)
    }
}
