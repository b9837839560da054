pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The first start: which clinic this box serves, and who runs it.
FocusScope {
    id: page

    required property var shown
    required property var texts
    required property var touch

    function fault(field: string): string {
        return shown.field === field ? shown.problem : "";
    }
    function found(): void {
        touch.found({
            setup_code: shown.setup_code === "" ? code.text : shown.setup_code,
            name: clinic.text,
            time_zone: zone.text,
            administrator_name: person.text,
            login: login.text,
            password: password.text
        });
    }

    Component.onCompleted: shown.setup_code === "" ? code.focusInput() : clinic.focusInput()
    Connections {
        target: page.touch
        function onWants(field: string): void {
            const fields = {
                setup_code: code,
                name: clinic,
                time_zone: zone,
                administrator_name: person,
                login: login,
                password: password
            };
            if (fields[field])
                (fields[field] as Field).focusInput();
        }
    }
    Flickable {
        anchors.fill: parent
        contentHeight: Math.max(height, card.height + 60)
        boundsBehavior: Flickable.StopAtBounds

        Rectangle {
            id: card
            anchors.centerIn: parent
            width: Math.min(920, page.width - 60)
            height: content.height + 72
            radius: 6
            color: Theme.surface
            border.width: 1
            border.color: Theme.hair

            Column {
                id: content
                anchors.centerIn: parent
                width: parent.width - 80
                spacing: 20

                Column {
                    width: parent.width
                    spacing: 6

                    ClinicMark {
                        anchors.left: parent.left
                        height: 34
                        hole: Theme.surface
                    }
                    TextBlock {
                        width: parent.width
                        horizontalAlignment: Text.AlignLeft
                        text: page.texts.desk_setup_title
                        px: 26
                        bold: true
                    }
                    TextBlock {
                        width: parent.width
                        horizontalAlignment: Text.AlignLeft
                        wrapMode: Text.Wrap
                        text: page.texts.desk_setup_sentence
                        px: 15
                        color: Theme.ink2
                    }
                }
                Row {
                    width: parent.width
                    spacing: 40

                    Column {
                        id: left
                        width: (parent.width - 40) / 2
                        spacing: 10

                        TextBlock {
                            anchors.left: parent.left
                            text: page.texts.desk_setup_clinic
                            px: 17
                            bold: true
                        }
                        Field {
                            id: code
                            visible: page.shown.setup_code === ""
                            width: parent.width
                            label: page.texts.desk_setup_code
                            hint: page.texts.desk_setup_code_hint
                            fault: page.fault("setup_code")
                            onEdited: text => page.touch.type_setup("setup_code", text, "")
                        }
                        Field {
                            id: clinic
                            width: parent.width
                            label: page.texts.desk_setup_name
                            fault: page.fault("name")
                            onEdited: text => page.touch.type_setup("name", text, "")
                        }
                        Field {
                            id: zone
                            width: parent.width
                            label: page.texts.desk_setup_zone
                            text: page.shown.time_zone
                            fault: page.fault("time_zone")
                            onEdited: text => page.touch.type_setup("time_zone", text, "")
                        }
                        Flow {
                            visible: page.shown.zones.length > 0
                            width: parent.width
                            spacing: 6

                            Repeater {
                                model: page.shown.zones
                                delegate: Button {
                                    required property string modelData
                                    height: 32
                                    px: 13
                                    text: modelData
                                    onClicked: page.touch.type_setup("time_zone", modelData, "")
                                }
                            }
                        }
                        TextBlock {
                            width: parent.width
                            horizontalAlignment: Text.AlignLeft
                            wrapMode: Text.Wrap
                            text: page.texts.desk_setup_languages
                            px: 13
                            color: Theme.ink2
                        }
                        LanguageLine {
                            anchors.left: parent.left
                            columns: 4
                            hasEdges: true
                            model: page.shown.languages
                            onChosen: key => page.touch.choose_clinic_language(key)
                        }
                        TextBlock {
                            visible: text !== ""
                            width: parent.width
                            horizontalAlignment: Text.AlignLeft
                            wrapMode: Text.Wrap
                            text: page.fault("languages")
                            px: 13
                            color: Theme.bad
                        }
                    }
                    Column {
                        width: (parent.width - 40) / 2
                        spacing: 10

                        TextBlock {
                            anchors.left: parent.left
                            text: page.texts.desk_setup_you
                            px: 17
                            bold: true
                        }
                        Field {
                            id: person
                            width: parent.width
                            label: page.texts.desk_setup_your_name
                            fault: page.fault("administrator_name")
                            onEdited: text => page.touch.type_setup("administrator_name", text, "")
                        }
                        Field {
                            id: login
                            width: parent.width
                            label: page.texts.desk_signin_login
                            fault: page.fault("login")
                            onEdited: text => page.touch.type_setup("login", text, "")
                        }
                        Field {
                            id: password
                            width: parent.width
                            label: page.texts.desk_password_word
                            secret: true
                            fault: page.fault("password")
                            onEdited: text => page.touch.type_setup("password", text, login.text)
                            onAccepted: page.found()
                        }
                        StrengthLine {
                            width: parent.width
                            grade: page.shown.strength_grade
                            text: page.shown.strength
                        }
                    }
                }
                HintBox {
                    visible: page.shown.field === "" && page.shown.problem !== ""
                    width: parent.width
                    title: page.shown.problem
                }
                Button {
                    width: parent.width
                    main: true
                    text: page.texts.desk_setup_found
                    busy: page.shown.is_busy
                    onClicked: page.found()
                }
            }
        }
    }
}
