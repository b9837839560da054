pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The form for a new number.
Item {
    id: form

    required property var shown
    required property var notice
    required property var texts
    required property var touch

    function take(field: string): void {
        if (field === "department")
            department.nextItemInFocusChain(true).forceActiveFocus();
        else if (field === "priority_reason")
            why.focusInput();
    }
    function choose(field: string, key: string): void {
        touch.reception.choose(field, key);
    }
    function write(field: string, text: string): void {
        touch.reception.write(field, text);
    }

    Flickable {
        anchors.top: parent.top
        anchors.topMargin: 14
        anchors.bottom: said.top
        anchors.bottomMargin: 10
        width: parent.width
        contentHeight: fields.height + 8
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: fields
            anchors.left: parent.left
            anchors.leftMargin: 20
            width: parent.width - 41
            spacing: 8

            TextBlock {
                width: parent.width
                horizontalAlignment: Text.AlignLeft
                text: form.texts.desk_form_title
                px: 17
                bold: true
            }
            Select {
                id: department
                width: parent.width
                label: form.texts.desk_form_department
                hint: form.texts.desk_form_choose_department
                options: form.shown.departments
                current: form.shown.department
                onChosen: key => form.choose("department", key)
            }
            Field {
                width: parent.width
                label: form.texts.desk_form_name
                text: form.shown.name
                onEdited: text => form.write("name", text)
            }
            Repeater {
                model: form.shown.twins
                delegate: HintBox {
                    id: twin
                    required property string key
                    required property var model
                    width: fields.width
                    text: model.text
                    actions: [{
                            key: twin.key,
                            text: form.texts.desk_form_open_twin
                        }]
                    onChosen: form.touch.reception.open_twin(twin.key)
                }
            }
            Row {
                width: parent.width
                spacing: 10

                Field {
                    width: (parent.width - 10) / 2
                    label: form.texts.desk_form_phone
                    text: form.shown.phone
                    inputMethodHints: Qt.ImhDialableCharactersOnly
                    onEdited: text => form.write("phone", text)
                }
                Select {
                    width: (parent.width - 10) / 2
                    label: form.texts.desk_form_language
                    options: form.shown.languages
                    current: form.shown.language
                    onChosen: key => form.choose("language", key)
                }
            }
            Select {
                width: parent.width
                label: form.texts.desk_form_doctor
                options: form.shown.doctors
                current: form.shown.doctor
                onChosen: key => form.choose("doctor", key)
            }
            Choice {
                width: parent.width
                label: form.texts.desk_form_priority
                model: form.shown.priorities
                current: form.shown.priority
                onChosen: key => form.choose("priority", key)
            }
            Field {
                id: why
                visible: form.shown.asks_reason
                width: parent.width
                label: form.texts.desk_form_priority_reason
                text: form.shown.priority_reason
                onEdited: text => form.write("priority_reason", text)
            }
            Field {
                width: parent.width
                label: form.texts.desk_form_reason
                text: form.shown.reason
                onEdited: text => form.write("reason", text)
            }
        }
    }
    SaidBack {
        id: said
        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.bottom: give.top
        anchors.bottomMargin: isHere ? 10 : 0
        width: parent.width - 41
        notice: form.notice
        place: "form"
        touch: form.touch
    }
    Button {
        id: give
        anchors.left: parent.left
        anchors.leftMargin: 20
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 14
        width: parent.width - 41
        height: 50
        main: true
        key: "F2"
        text: form.texts.desk_form_give
        busy: form.shown.is_busy
        onClicked: form.touch.reception.act("give")
    }
}
