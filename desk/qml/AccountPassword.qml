import QtQuick
import Clinic

// Another password; it ends every other session.
AccountForm {
    id: form

    function change(): void {
        account.change_password(current.text, fresh.text);
    }

    title: texts.desk_account_password
    sentence: texts.desk_account_password_sentence
    onCleared: current.text = fresh.text = ""
    Component.onCompleted: current.focusInput()

    Field {
        id: current
        width: parent.width
        label: form.texts.desk_account_current
        secret: true
        onAccepted: fresh.focusInput()
    }
    Field {
        id: fresh
        width: parent.width
        label: form.texts.desk_signin_new_password
        secret: true
        onEdited: text => form.account.type_new(text)
        onAccepted: form.change()
    }
    StrengthLine {
        width: parent.width
        grade: form.shown.strength_grade
        text: form.shown.strength
    }
    Button {
        width: parent.width
        main: true
        text: form.texts.desk_account_change_password
        busy: form.shown.busy === "change_password"
        onClicked: form.change()
    }
}
