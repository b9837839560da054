import QtQuick
import Clinic

// A person to come, or buttons within reach.
AskingPage {
    id: page

    readonly property var help: page.view.help

    Column {
        width: parent.width
        spacing: Math.max(page.frame.gap, Theme.px(24))

        Rectangle {
            visible: page.help.answer !== ""
            width: parent.width
            height: Math.max(Theme.px(140), answer.height + Theme.px(48))
            radius: Theme.radius
            color: page.help.is_told ? Theme.surface : Theme.warnTint
            border.width: Theme.mainEdgeWidth
            border.color: page.help.is_told ? Theme.good : Theme.warn
            Accessible.role: Accessible.AlertMessage
            Accessible.name: page.help.answer

            Icon {
                id: sign
                anchors.left: parent.left
                anchors.leftMargin: Theme.px(48)
                anchors.verticalCenter: parent.verticalCenter
                name: page.help.is_told ? "ui-check" : "help"
                size: Theme.px(72)
                color: page.help.is_told ? Theme.good : Theme.warn
            }
            FitText {
                id: answer
                anchors.left: sign.right
                anchors.leftMargin: Theme.px(32)
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(32)
                anchors.verticalCenter: parent.verticalCenter
                full: page.help.answer
                px: 44
                bold: true
                horizontalAlignment: Text.AlignLeft
            }
        }
        BigButton {
            objectName: "call_help"
            width: parent.width
            height: Math.max(Theme.px(page.frame.is_portrait ? 212 : 168), page.frame.target)
            text: page.help.call
            icon: "ui-bell"
            px: 52
            arrow: false
            busy: page.help.is_busy
            onTouched: page.touch.call_staff("help")
        }
        BigButton {
            objectName: "call_unwell"
            width: parent.width
            height: Math.max(Theme.px(page.frame.is_portrait ? 212 : 168), page.frame.target)
            text: page.help.unwell
            icon: "heart"
            px: 52
            main: false
            arrow: false
            locked: page.help.is_busy
            onTouched: page.touch.call_staff("unwell")
        }
        FitText {
            visible: page.help.answer === "" && !Theme.largerText
            width: parent.width
            full: page.help.call_text
            px: 34
            color: Theme.ink2
            horizontalAlignment: Text.AlignLeft
        }
        SideButton {
            anchors.left: parent.left
            visible: !page.frame.is_portrait
            height: page.buttonHeight
            text: page.help.low_reach
            icon: page.help.is_low_reach ? "ui-check" : "ui-arrow-down"
            onTouched: page.touch.toggle("low_reach")
        }
    }
}
