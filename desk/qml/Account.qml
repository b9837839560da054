pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// One's own account: on the left how it stands, on the right the part that is chosen.
FocusScope {
    id: page

    required property var shown
    required property string clock
    required property var texts
    required property var touch
    readonly property var account: touch.account
    readonly property real edge: Math.max(20, (width - 960) / 2)

    focus: true

    TopBar {
        id: top
        width: parent.width
        place: page.texts.desk_menu_account
        name: page.shown.name
        detail: page.shown.login
        clock: page.clock
        texts: page.texts
        touch: page.touch

        Button {
            anchors.verticalCenter: parent.verticalCenter
            height: 33
            key: "Esc"
            text: page.texts.desk_rooms_back
            onClicked: page.account.close()
        }
    }
    Column {
        id: parts
        anchors.top: top.bottom
        anchors.topMargin: 28
        anchors.left: parent.left
        anchors.leftMargin: page.edge
        width: 320
        spacing: 8

        Repeater {
            model: page.shown.parts
            delegate: ChoiceRow {
                required property var model
                width: parts.width
                implicitHeight: 48
                onClicked: page.account.open_part(model.key)
            }
        }
    }
    Rectangle {
        anchors.top: parts.top
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 20
        anchors.left: parts.right
        anchors.leftMargin: 28
        width: page.width - 2 * page.edge - parts.width - 28
        radius: 6
        color: Theme.surface
        border.width: 1
        border.color: Theme.hair

        Flickable {
            anchors.fill: parent
            anchors.margins: 1
            contentHeight: form.height + 48
            clip: true
            boundsBehavior: Flickable.StopAtBounds

            Column {
                id: form
                anchors.left: parent.left
                anchors.leftMargin: 27
                width: parent.width - 54
                y: 24
                spacing: 14

                Loader {
                    width: parent.width
                    sourceComponent: ({
                            password: password,
                            pin: pin,
                            totp: totp,
                            sessions: sessions
                        })[page.shown.part]
                }
                SaidBack {
                    width: parent.width
                    notice: page.shown.notice
                    place: "form"
                    touch: page.touch
                }
            }
        }
    }
    Component {
        id: password
        AccountPassword {
            shown: page.shown
            texts: page.texts
            account: page.account
        }
    }
    Component {
        id: pin
        AccountPin {
            shown: page.shown
            texts: page.texts
            account: page.account
        }
    }
    Component {
        id: totp
        AccountTotp {
            shown: page.shown
            texts: page.texts
            account: page.account
        }
    }
    Component {
        id: sessions
        AccountSessions {
            shown: page.shown
            texts: page.texts
            account: page.account
        }
    }
}
