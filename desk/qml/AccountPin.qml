import QtQuick
import Clinic

// Six digits for signing in and unlocking on the clinic's own devices.
AccountForm {
    id: form

    function keep(): void {
        account.set_pin(current.text, pin.text);
    }

    title: texts.desk_account_pin
    sentence: texts.desk_account_pin_sentence
    onCleared: current.text = pin.text = ""
    Component.onCompleted: current.focusInput()

    Field {
        id: current
        width: parent.width
        label: form.texts.desk_account_current
        secret: true
        onAccepted: pin.focusInput()
    }
    Field {
        id: pin
        width: 200
        anchors.left: parent.left
        label: form.texts.desk_account_new_pin
        secret: true
        maximumLength: 6
        inputMethodHints: Qt.ImhDigitsOnly
        onAccepted: form.keep()
    }
    Button {
        width: parent.width
        main: true
        text: form.texts.desk_account_set_pin
        busy: form.shown.busy === "set_pin"
        onClicked: form.keep()
    }
    Button {
        visible: form.shown.has_pin
        width: parent.width
        text: form.texts.desk_account_remove_pin
        busy: form.shown.busy === "remove_pin"
        onClicked: form.account.remove_pin(current.text)
    }
}
