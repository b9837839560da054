import QtQuick

// What is not as usual and what to do now: one sentence (`text`), and `action` behind or below it. Warm tint, never yellow.
Rectangle {
    id: notice

    required property string icon
    required property string text
    property string action: ""

    implicitHeight: Math.max(Theme.px(148), words.implicitHeight + Theme.px(44))
    color: Theme.warnTint
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text + " " + action

    Icon {
        id: sign
        anchors.left: parent.left
        anchors.leftMargin: Theme.px(64)
        anchors.verticalCenter: parent.verticalCenter
        name: notice.icon
        size: Theme.px(90)
        color: Theme.warn
    }
    Column {
        id: words
        anchors.left: sign.right
        anchors.leftMargin: Theme.px(38)
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(64)
        anchors.verticalCenter: parent.verticalCenter

        FitText {
            width: parent.width
            full: notice.text
            px: notice.action === "" ? 52 : 44
            bold: true
            horizontalAlignment: Text.AlignLeft
        }
        FitText {
            visible: notice.action !== ""
            width: parent.width
            full: notice.action
            px: 34
            horizontalAlignment: Text.AlignLeft
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.mainEdgeWidth
        color: Theme.warn
    }
}
