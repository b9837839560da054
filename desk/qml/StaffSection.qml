pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Accounts: who may sign in, as what, and whose patients a doctor sees.
Section {
    id: section

    required property var shown
    required property var texts

    function add(): void {
        touch.administrator.add_staff(name.text, login.text, password.text, specialisation.text);
    }

    notice: shown.notice

    Connections {
        target: section.shown
        function onValueChanged(field: string): void {
            if (field !== "form")
                return;
            name.text = "";
            login.text = "";
            password.text = "";
            specialisation.text = "";
        }
    }
    list: Column {
        id: there

        Repeater {
            model: section.shown.staff
            delegate: ListLine {
                id: line
                required property string key
                required property string login
                required property string role
                required property string departments
                required property var model
                width: there.width
                name: line.model.name
                detail: line.departments === "" ? line.role : line.role + "  ·  " + line.departments

                TextBlock {
                    anchors.verticalCenter: parent?.verticalCenter
                    text: line.login
                    px: 14
                    color: Theme.ink2
                }
                Button {
                    anchors.verticalCenter: parent?.verticalCenter
                    height: 33
                    px: 13
                    text: section.texts.desk_staff_change
                    onClicked: section.touch.administrator.open_account(line.key)
                }
            }
        }
    }

    TextBlock {
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        text: section.texts.desk_staff_own
        px: 17
        bold: true
    }
    Choice {
        width: parent.width
        label: section.texts.desk_staff_role
        model: section.shown.roles
        current: section.shown.role
        onChosen: key => section.touch.administrator.choose("role", key)
    }
    Field {
        id: name
        width: parent.width
        label: section.texts.desk_staff_name
    }
    Row {
        width: parent.width
        spacing: 10

        Field {
            id: login
            width: (parent.width - 10) / 2
            label: section.texts.desk_signin_login
        }
        Field {
            id: password
            width: (parent.width - 10) / 2
            label: section.texts.desk_password_word
            secret: true
            onEdited: text => section.touch.administrator.type_password(text, login.text)
        }
    }
    StrengthLine {
        width: parent.width
        grade: section.shown.strength_grade
        text: section.shown.strength
    }
    Field {
        id: specialisation
        visible: section.shown.role === "doctor"
        width: parent.width
        label: section.texts.desk_staff_specialisation
    }
    TextBlock {
        visible: section.shown.staff_departments.count > 0
        width: parent.width
        horizontalAlignment: Text.AlignLeft
        text: section.texts.desk_staff_departments
        px: 13
        color: Theme.ink2
    }
    Column {
        width: parent.width
        spacing: 4

        Repeater {
            model: section.shown.staff_departments
            delegate: ChoiceRow {
                required property var model
                width: parent?.width ?? 0
                implicitHeight: 34
                onClicked: section.touch.administrator.choose("department", model.key)
            }
        }
    }
    Button {
        width: parent.width
        main: true
        text: section.texts.desk_staff_add
        busy: section.shown.busy === "staff"
        onClicked: section.add()
    }
}
