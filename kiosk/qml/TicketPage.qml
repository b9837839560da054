pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The number, as large as it goes, who is before, and the paper; or what to do without paper.
Item {
    id: page

    required property var view
    required property var touch
    readonly property var frame: view.frame
    readonly property var ticket: view.ticket
    readonly property bool portrait: frame.is_portrait
    readonly property bool printed: ticket.paper !== "none"
    readonly property color tone: Theme.department(ticket.tone)
    readonly property real textX: Theme.px(portrait ? 184 : 212)
    readonly property real sideWidth: portrait ? width : Math.min(Theme.px(780), width * 0.42)
    readonly property real columnWidth: (portrait ? width : width - sideWidth) - textX - frame.margin
    readonly property real contentTop: notice.height + Theme.px(portrait ? (notice.active ? 40 : 180) : notice.active ? 30 : 112)
    readonly property real split: printed ? Math.max(room.y + room.height + Theme.px(56), done.y - Theme.px(640)) : done.y - Theme.px(ticket.page === "" ? 300 : 560)

    ClinicLine {
        visible: !notice.active
        view: page.view
        touch: page.touch
        anchors.left: parent.left
        anchors.leftMargin: page.frame.margin
        y: Theme.px(54)
        width: (page.portrait ? page.width : page.width - page.sideWidth) - 2 * page.frame.margin
    }
    Loader {
        id: notice
        width: parent.width
        height: active ? implicitHeight : 0
        active: page.view.notice ? true : false
        sourceComponent: NoticeBanner {
            objectName: "notice"
            icon: page.view.notice ? page.view.notice.icon : ""
            text: page.view.notice ? page.view.notice.text : ""
        }
    }

    // The line: down to the door in portrait, in from the edge in landscape.
    QueueLine {
        visible: page.portrait
        anchors.left: parent.left
        anchors.leftMargin: page.frame.margin + Theme.px(36) - width / 2
        y: label.y + (label.height - width) / 2
        width: ring
        height: room.y + room.height / 2 + Theme.px(52) - y
        vertical: true
        count: page.ticket.ahead
        color: page.tone
        ground: Theme.paper
    }
    Rectangle {
        visible: !page.portrait
        anchors.left: parent.left
        anchors.right: stop.horizontalCenter
        anchors.verticalCenter: stop.verticalCenter
        height: Theme.px(18)
        color: page.tone
    }
    Rectangle {
        id: stop
        visible: !page.portrait
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(96)
        y: label.y + (label.height - height) / 2
        width: 2 * Theme.px(36)
        height: width
        radius: width / 2
        color: Theme.paper
        border.width: Theme.px(18)
        border.color: page.tone
    }

    FitText {
        id: heading
        anchors.left: parent.left
        anchors.leftMargin: page.textX
        y: page.contentTop
        width: page.columnWidth
        full: page.ticket.heading
        px: Theme.largerText ? 36 : 44
        lines: 1
        color: Theme.ink2
        horizontalAlignment: Text.AlignLeft
    }
    TicketNumber {
        id: probe
        visible: false
        label: page.ticket.label
        px: page.portrait ? 236 : 224
    }
    TicketNumber {
        id: label
        objectName: "label"
        anchors.left: parent.left
        anchors.leftMargin: page.textX
        y: heading.y + heading.height + Theme.px(24)
        label: page.ticket.label
        kind: page.printed ? "normal" : "unprinted"
        px: probe.px * Math.max(0.1, Math.min(1 / (Theme.largerText ? 1.3 : 1), page.columnWidth / Math.max(1, probe.implicitWidth)))
    }
    Plate {
        id: plate
        anchors.left: parent.left
        anchors.leftMargin: page.textX
        y: label.y + label.height + Theme.px((page.printed ? 62 : 72) - (page.portrait ? 0 : 18))
        size: Theme.px(84)
        icon: page.ticket.icon
        tone: page.ticket.tone
    }
    Column {
        id: names
        anchors.left: plate.right
        anchors.leftMargin: Theme.px(28)
        y: plate.y + (plate.height - height) / 2
        width: page.columnWidth - plate.width - Theme.px(28)

        FitText {
            width: parent.width
            full: page.ticket.department
            px: Theme.largerText ? 42 : 48
            bold: true
            lines: page.ticket.doctor === "" ? 2 : 1
            horizontalAlignment: Text.AlignLeft
        }
        FitText {
            visible: page.ticket.doctor !== ""
            width: parent.width
            full: page.ticket.doctor
            px: 34
            lines: 1
            color: Theme.ink2
            horizontalAlignment: Text.AlignLeft
        }
    }
    Rectangle {
        id: hair
        anchors.left: plate.left
        y: plate.y + plate.height + Theme.px(page.portrait ? 44 : 24)
        width: page.columnWidth
        height: Theme.hairWidth
        color: Theme.hair
    }
    FitText {
        id: before
        anchors.left: plate.left
        y: hair.y + Theme.px(page.portrait ? 36 : 20)
        width: page.columnWidth * 0.5
        full: page.ticket.ahead_heading
        px: Theme.largerText ? 38 : 44
        lines: 1
        horizontalAlignment: Text.AlignLeft
    }
    FitText {
        anchors.left: before.right
        anchors.verticalCenter: before.verticalCenter
        width: page.columnWidth * 0.5
        full: page.ticket.ahead_text
        px: Theme.largerText ? 46 : 56
        lines: 1
        bold: true
        horizontalAlignment: Text.AlignRight
    }
    Rectangle {
        id: hair2
        anchors.left: plate.left
        y: before.y + before.height + Theme.px(page.portrait ? 36 : 20)
        width: page.columnWidth
        height: Theme.hairWidth
        color: Theme.hair
    }
    Column {
        id: room
        anchors.left: plate.left
        y: hair2.y + Theme.px(page.portrait ? 36 : 18)
        visible: page.portrait || page.printed
        width: page.columnWidth

        FitText {
            width: parent.width
            full: page.ticket.room
            px: Theme.largerText ? 36 : 42
            lines: page.portrait ? 2 : 1
            horizontalAlignment: Text.AlignLeft
        }
        FitText {
            visible: !Theme.largerText && page.ticket.place !== ""
            width: parent.width
            full: page.ticket.place
            px: 34
            lines: 1
            color: Theme.ink2
            horizontalAlignment: Text.AlignLeft
        }
    }

    // The paper.
    Rectangle {
        id: ground
        visible: page.printed
        anchors.right: parent.right
        y: page.portrait ? page.split : 0
        width: page.sideWidth
        height: page.portrait ? done.y - y : page.height
        color: Theme.surface

        Rectangle {
            width: page.portrait ? parent.width : Theme.hairWidth
            height: page.portrait ? Theme.hairWidth : parent.height
            anchors.left: parent.left
            color: Theme.hair
        }
        Row {
            id: take
            anchors.left: parent.left
            anchors.leftMargin: page.portrait ? page.frame.margin : Theme.px(64)
            y: Theme.px(page.portrait ? 32 : 54)
            spacing: Theme.px(24)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: page.ticket.paper === "out" ? "ui-arrow-down" : "ui-printer"
                size: Theme.px(58)
                color: Theme.act
            }
            FitText {
                anchors.verticalCenter: parent.verticalCenter
                width: page.portrait ? Theme.px(page.ticket.page === "" ? 820 : 530) : page.sideWidth - Theme.px(210)
                full: page.ticket.paper_text
                px: Theme.largerText ? 40 : 50
                bold: true
                horizontalAlignment: Text.AlignLeft
            }
        }
        PaperSlip {
            anchors.left: parent.left
            anchors.leftMargin: page.portrait ? page.frame.margin : Theme.px(64)
            y: take.y + take.height + Theme.px(16)
            width: page.portrait ? Theme.px(560) : parent.width - Theme.px(128)
            height: page.portrait ? parent.height - y : Theme.px(400)
            view: page.view
            out: page.ticket.paper === "out"
        }
        PhoneCode {
            visible: page.ticket.page !== ""
            anchors.right: parent.right
            anchors.rightMargin: page.portrait ? page.frame.margin : Theme.px(64)
            y: page.portrait ? Theme.px(52) : page.height - height - Theme.px(56)
            width: page.portrait ? Theme.px(284) : parent.width - Theme.px(128)
            stacked: page.portrait
            side: Theme.px(page.portrait ? 284 : 260)
            address: page.ticket.page
            text: page.ticket.page_text
        }
    }

    // Without paper.
    Column {
        visible: !page.printed
        anchors.right: parent.right
        anchors.rightMargin: page.frame.margin
        y: page.portrait ? page.split : page.contentTop
        width: page.portrait ? page.width - 2 * page.frame.margin : page.sideWidth - page.frame.margin
        spacing: Theme.px(12)

        Rectangle {
            visible: page.ticket.page !== ""
            width: parent.width
            height: Theme.px(page.portrait ? 270 : 320)
            radius: Theme.radius
            color: Theme.surface
            border.width: Theme.hairWidth
            border.color: Theme.hair

            PhoneCode {
                anchors.fill: parent
                anchors.margins: Theme.px(32)
                address: page.ticket.page
                heading: page.ticket.page_title
                text: Theme.largerText ? "" : page.ticket.page_text
                side: Theme.px(page.portrait ? 206 : 230)
            }
        }
        TextBlock {
            visible: page.ticket.page !== ""
            anchors.horizontalCenter: parent.horizontalCenter
            text: page.ticket.alternative
            px: 30
            color: Theme.ink2
        }
        Rectangle {
            width: parent.width
            height: Theme.px(page.portrait ? 190 : 270)
            radius: Theme.radius
            color: Theme.surface
            border.width: Theme.hairWidth
            border.color: Theme.hair

            Icon {
                id: people
                anchors.left: parent.left
                anchors.leftMargin: Theme.px(72)
                anchors.verticalCenter: parent.verticalCenter
                name: "ui-people"
                size: Theme.px(page.portrait ? 110 : 140)
                color: Theme.act
            }
            Column {
                anchors.left: parent.left
                anchors.leftMargin: Theme.px(32 + 36) + Theme.px(page.portrait ? 206 : 230)
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(32)
                anchors.verticalCenter: parent.verticalCenter

                FitText {
                    width: parent.width
                    full: page.ticket.reception_title
                    px: 42
                    bold: true
                    horizontalAlignment: Text.AlignLeft
                }
                FitText {
                    visible: !Theme.largerText
                    width: parent.width
                    full: page.ticket.reception_text
                    px: 33
                    color: Theme.ink2
                    horizontalAlignment: Text.AlignLeft
                }
            }
        }
    }
    DoneBar {
        id: done
        anchors.left: parent.left
        anchors.leftMargin: page.portrait ? 0 : page.frame.margin
        y: page.height - height - (page.portrait ? 0 : Theme.px(24))
        width: page.portrait ? page.width : page.width - page.sideWidth - 2 * page.frame.margin
        height: Math.max(Theme.px(page.portrait ? 172 : 146), page.frame.target + Theme.px(26))
        view: page.view
        touch: page.touch
        square: page.portrait
    }
}
