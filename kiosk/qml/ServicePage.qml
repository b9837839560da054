pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// No number can be had here: what to do instead, in every language of the clinic.
Item {
    id: page

    required property var view
    required property var touch
    readonly property var service: view.service
    readonly property real margin: view.frame.margin
    readonly property bool portrait: view.frame.is_portrait

    ClinicLine {
        view: page.view
        touch: page.touch
        x: page.margin
        y: Theme.px(54)
        width: page.width - 2 * x
    }
    Row {
        id: main
        x: page.margin
        y: Theme.px(page.portrait ? 300 : 190)
        width: page.width - 2 * x
        spacing: Theme.px(48)

        Icon {
            id: sign
            name: page.service.icon
            size: Theme.px(130)
            color: Theme.act
        }
        Column {
            width: parent.width - sign.width - parent.spacing
            spacing: Theme.px(16)

            FitText {
                width: parent.width
                full: page.service.title
                px: Theme.largerText ? 40 : 48
                color: Theme.ink2
                horizontalAlignment: Text.AlignLeft
            }
            FitText {
                width: parent.width
                full: page.service.text
                px: Theme.largerText ? 64 : 84
                bold: true
                horizontalAlignment: Text.AlignLeft
            }
            FitText {
                width: parent.width
                full: page.service.detail
                px: 34
                color: Theme.ink2
                horizontalAlignment: Text.AlignLeft
            }
        }
    }
    Grid {
        anchors.left: parent.left
        anchors.leftMargin: page.margin + sign.width + Theme.px(48)
        y: Math.max(main.y + main.height + Theme.px(48), Theme.px(page.portrait ? 800 : 540))
        columns: page.portrait ? 1 : 2
        columnSpacing: Theme.px(48)
        rowSpacing: Theme.px(page.portrait ? 28 : 16)

        Repeater {
            model: page.service.others
            delegate: FitText {
                required property string modelData
                width: page.portrait ? Theme.px(760) : (page.width - 2 * page.margin - sign.width - Theme.px(96)) / 2
                full: modelData
                lines: 1
                px: Theme.largerText ? 34 : 44
                bold: true
                horizontalAlignment: Text.AlignLeft
            }
        }
    }
}
