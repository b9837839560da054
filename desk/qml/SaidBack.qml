pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// What the desk says back in one place of a page: a refusal with what to do, or a step that is done. Hidden otherwise.
Item {
    id: said

    required property var notice
    required property string place
    required property var touch
    readonly property bool isHere: notice.text !== "" && notice.place === place

    visible: isHere
    implicitHeight: isHere ? box.height : 0

    HintBox {
        id: box
        width: parent.width
        title: said.notice.kind === "refused" ? said.notice.text : ""
        text: said.notice.kind === "refused" ? "" : said.notice.text
        kind: said.notice.kind === "refused" ? "warn" : "quiet"
        icon: said.notice.kind === "refused" ? "" : "ui-check"
        actions: said.notice.action === "" ? [] : [{
                key: said.notice.action,
                text: said.notice.action_text
            }]
        onChosen: said.touch.confirm_date()
    }
}
