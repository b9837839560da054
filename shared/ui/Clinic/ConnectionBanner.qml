import QtQuick

// The screen says that it is not live. `kind`: "hidden", "as_of" (a full-width band) or "blank" (fills its parent: nothing
// true is left to show). `title` says when or what ("As of 10:42"), `text` what to do.
Rectangle {
    id: banner

    required property string title
    required property string text
    property string kind: "as_of"
    property string icon: "ui-link-off"

    visible: kind !== "hidden"
    implicitHeight: visible ? kind === "blank" ? parent?.height ?? 0 : Math.max(Theme.px(76), words.height + Theme.px(20)) : 0
    color: kind === "blank" ? Theme.paper : Theme.ink
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title + " " + text

    Item {
        anchors.fill: parent
        visible: banner.kind === "as_of"

        Icon {
            id: sign
            anchors.left: parent.left
            anchors.leftMargin: Theme.px(72)
            anchors.verticalCenter: parent.verticalCenter
            name: "ui-link-off"
            size: Theme.px(50)
            color: Theme.paper
        }
        Row {
            id: words
            anchors.left: sign.right
            anchors.leftMargin: Theme.px(24)
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(72)
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.px(24)

            TextBlock {
                id: when
                text: banner.title
                px: 38
                bold: true
                color: Theme.paper
            }
            FitText {
                width: words.width - when.width - words.spacing
                full: banner.text
                px: 38
                color: Theme.paper
                horizontalAlignment: Text.AlignLeft
            }
        }
    }
    Column {
        anchors.centerIn: parent
        visible: banner.kind === "blank"
        width: parent.width - Theme.px(144)
        spacing: Theme.px(36)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: banner.icon
            size: Theme.px(140)
            color: Theme.ink2
        }
        FitText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            full: banner.title
            px: 88
            bold: true
        }
        FitText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            full: banner.text
            px: 44
            color: Theme.ink2
        }
    }
}
