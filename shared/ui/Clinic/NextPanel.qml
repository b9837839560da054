import QtQuick

// Who is next and why, with the one button that matters. `kind`: "somebody"; "nobody" (`title` and `reason` say what there
// is: "3 on hold, 2 waiting only for Dr Ali"); "offline". Emits `called`.
Rectangle {
    id: next

    property string kind: "somebody"
    property string caption: ""  // "Next"
    property string label: ""
    property string person: ""   // "Rahima B., 61, Bengali"
    property string icon: ""
    property string tone: "slate"
    property string title: ""
    property string reason: ""
    property string buttonText: ""
    property string buttonKey: "F2"
    property bool busy: false

    signal called

    implicitHeight: 92
    radius: 6
    color: Theme.surface
    border.width: 1
    border.color: Theme.hair
    Accessible.role: Accessible.Grouping
    Accessible.name: caption + " " + label + " " + person + " " + title + " " + reason

    Plate {
        id: plate
        anchors.left: parent.left
        anchors.leftMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        visible: next.icon !== ""
        icon: next.icon
        tone: next.tone
        size: 62
        closed: next.kind !== "somebody"
    }
    Column {
        anchors.left: plate.visible ? plate.right : parent.left
        anchors.leftMargin: 18
        anchors.right: button.visible ? button.left : parent.right
        anchors.rightMargin: 18
        anchors.verticalCenter: parent.verticalCenter
        spacing: next.kind === "somebody" ? 3 : 4

        TextBlock {
            anchors.left: parent.left
            visible: next.kind === "somebody"
            text: next.caption
            px: 13
            color: Theme.ink2
        }
        Item {
            visible: next.kind === "somebody"
            width: parent.width
            height: 24

            TicketNumber {
                id: number
                anchors.left: parent.left
                anchors.bottom: parent.bottom
                label: next.label
                px: 30
            }
            CutText {
                anchors.left: number.right
                anchors.leftMargin: 14
                anchors.right: parent.right
                anchors.baseline: number.baseline
                text: next.person
                px: 15
            }
        }
        TextBlock {
            visible: next.kind !== "somebody"
            width: parent.width
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
            text: next.title
            px: 17
            bold: true
        }
        CutText {
            visible: next.reason !== ""
            width: parent.width
            text: next.reason
            px: 14
            color: next.kind === "somebody" ? Theme.ink : Theme.ink2
        }
    }
    Button {
        id: button
        visible: next.buttonText !== ""
        anchors.right: parent.right
        anchors.rightMargin: 11
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(204, implicitWidth)
        height: 70
        main: true
        px: 19
        text: next.buttonText
        key: next.buttonKey
        enabled: next.kind === "somebody"
        busy: next.busy
        reason: next.title
        onClicked: next.called()
    }
}
