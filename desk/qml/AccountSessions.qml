pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Where one is signed in; every other place can be ended from here.
AccountForm {
    id: form

    title: texts.desk_account_sessions
    sentence: texts.desk_account_sessions_sentence

    Column {
        id: there
        width: parent.width

        Repeater {
            model: form.shown.sessions
            delegate: ListLine {
                id: line
                required property string key
                required property string title
                required property bool is_own
                required property bool is_busy
                required property var model
                width: there.width
                name: title
                detail: line.model.detail

                Button {
                    visible: !line.is_own
                    anchors.verticalCenter: parent?.verticalCenter
                    height: 33
                    px: 13
                    text: form.texts.desk_session_end
                    busy: line.is_busy
                    onClicked: form.account.end_session(line.key)
                }
            }
        }
    }
}
