import QtQuick
import Clinic

// For whoever looks after the kiosk: how the printer is, test slips, and the way out.
AskingPage {
    id: page

    readonly property var staff: page.view.staff

    Column {
        width: parent.width
        spacing: Math.max(page.frame.gap, Theme.px(20))

        Rectangle {
            width: parent.width
            height: facts.height + Theme.px(56)
            radius: Theme.radius
            color: Theme.surface
            border.width: Theme.hairWidth
            border.color: Theme.hair

            Column {
                id: facts
                x: Theme.px(36)
                y: Theme.px(28)
                width: parent.width - 2 * x
                spacing: Theme.px(8)

                FitText {
                    width: parent.width
                    full: page.staff.printer_text
                    px: 42
                    bold: true
                    horizontalAlignment: Text.AlignLeft
                }
                FitText {
                    width: parent.width
                    full: page.staff.printer
                    px: 30
                    lines: 1
                    color: Theme.ink2
                    horizontalAlignment: Text.AlignLeft
                }
                FitText {
                    width: parent.width
                    full: page.staff.server
                    px: 30
                    lines: 1
                    color: Theme.ink2
                    horizontalAlignment: Text.AlignLeft
                }
                FitText {
                    visible: page.staff.pin_text !== ""
                    width: parent.width
                    full: page.staff.pin_text
                    px: 36
                    bold: true
                    color: Theme.act
                    horizontalAlignment: Text.AlignLeft
                }
            }
        }
        Grid {
            width: parent.width
            columns: page.frame.is_portrait ? 1 : 2
            spacing: Math.max(page.frame.gap, Theme.px(20))

            readonly property real cell: (width - (columns - 1) * spacing) / columns

            BigButton {
                objectName: "staff_test"
                width: parent.cell
                text: page.staff.test
                icon: "ui-printer"
                main: false
                arrow: false
                px: 40
                busy: page.staff.is_busy
                onTouched: page.touch.use_staff("test")
            }
            BigButton {
                objectName: "staff_calibration"
                width: parent.cell
                text: page.staff.calibration
                icon: "ui-screen"
                main: false
                arrow: false
                px: 40
                locked: page.staff.is_busy
                onTouched: page.touch.use_staff("calibration")
            }
            BigButton {
                objectName: "staff_pair"
                width: parent.cell
                text: page.staff.pair
                icon: "ui-lock"
                main: false
                arrow: false
                px: 40
                locked: page.staff.is_busy
                onTouched: page.touch.use_staff("pair")
            }
            BigButton {
                objectName: "staff_leave"
                width: parent.cell
                text: page.staff.leave
                icon: "ui-door"
                main: false
                arrow: false
                px: 40
                onTouched: page.touch.use_staff("leave")
            }
        }
        TextBlock {
            anchors.left: parent.left
            text: page.staff.version
            px: 28
            color: Theme.ink2
        }
    }
}
