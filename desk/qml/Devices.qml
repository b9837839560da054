pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// Who calls for help, then every kiosk and screen with what is wrong with it.
Item {
    id: devices

    required property var shown
    required property var texts
    required property var touch

    TextBlock {
        id: title
        anchors.left: parent.left
        anchors.leftMargin: 18
        y: 14
        text: devices.texts.desk_devices_title
        px: 17
        bold: true
    }
    Flickable {
        anchors.top: title.bottom
        anchors.topMargin: 8
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: 18
        anchors.rightMargin: 18
        contentHeight: list.height + 14
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: list
            width: parent.width
            spacing: 10

            Repeater {
                model: devices.shown.alerts
                delegate: AlertBox {
                    required property string key
                    required property bool is_busy
                    width: list.width
                    word: devices.texts.desk_alert_answer
                    busy: is_busy
                    onAnswered: devices.touch.reception.answer(key)
                }
            }
            SaidBack {
                width: parent.width
                notice: devices.shown.notice
                place: "devices"
                touch: devices.touch
            }
            Column {
                width: parent.width

                Repeater {
                    model: devices.shown.devices
                    delegate: DeviceRow {
                        required property string name
                        required property string text
                        required property string state_word
                        required property string state_text
                        width: list.width
                        title: state_word === "alarm" ? name + ": " + state_text : name
                        detail: text
                        status: state_word === "alarm" ? "" : state_text
                        kind: state_word === "away" ? "as_of" : state_word
                    }
                }
            }
            TextBlock {
                visible: devices.shown.devices.count === 0
                width: parent.width
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
                text: devices.texts.desk_devices_none
                px: 14
                color: Theme.ink2
            }
        }
    }
}
